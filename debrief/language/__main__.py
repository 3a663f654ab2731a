"""``python -m debrief.language``: bring the template, every catalogue and the table of them up to date."""

from pathlib import Path

from debrief.language.messages import update
from debrief.language.progress import PAGE, progress, with_table

if __name__ == "__main__":
    root = Path(__file__).parents[2]
    for tag, (done, fuzzy, texts) in update(root).items():
        print(f"{tag}: {done} of {texts} translated, {fuzzy} to be checked")
    page = root / "docs" / PAGE
    made = with_table(page.read_text("utf-8"), progress(root / "locales"))
    page.write_text(made, "utf-8", newline="\n")
