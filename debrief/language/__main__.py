"""``python -m debrief.language``: bring the template and every catalogue up to date."""

from pathlib import Path

from debrief.language.messages import update

if __name__ == "__main__":
    for tag, (done, fuzzy, texts) in update(Path(__file__).parents[2]).items():
        print(f"{tag}: {done} of {texts} translated, {fuzzy} to be checked")
