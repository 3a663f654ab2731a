"""Make a folder from which Debrief is installed on a computer that is never online.

    python scripts/wheelhouse.py FOLDER [windows|macos|linux|linux-arm] [3.11]

Run it with the project's own Python (.venv) on a computer that is online, of any kind. It takes
from requirements.lock what the other computer needs, fetches wheels alone, each checked against
its hash in the lock, builds Debrief's own wheel, and writes FOLDER/install.lock, which names every
wheel with its hash. docs/updates.md says how the folder is carried and installed from.
"""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

from pip._vendor.packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
INSTALL = "install.lock"

TARGETS = {
    "windows": ("win32", "Windows", ["win_amd64"]),
    "macos": ("darwin", "Darwin", ["macosx_14_0_arm64"]),
    "linux": ("linux", "Linux", ["manylinux_2_34_x86_64", "manylinux_2_28_x86_64", "manylinux2014_x86_64"]),
    "linux-arm": (
        "linux",
        "Linux",
        ["manylinux_2_34_aarch64", "manylinux_2_28_aarch64", "manylinux2014_aarch64"],
    ),
}
"""Name to sys_platform, platform_system and the tags of wheels that run there.

No Mac with an Intel processor: cryptography makes no wheels for it any more.
"""


def target_lock(text, target, python="3.11"):
    """The lock for one kind of computer: what its markers leave out is gone, and so are they.

    pip judges markers by the computer it runs on, which is not the one that is installed.
    """
    platform, system, _ = TARGETS[target]
    there = {
        "sys_platform": platform,
        "platform_system": system,
        "os_name": "nt" if platform == "win32" else "posix",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "python_version": python,
        "python_full_version": python + ".0",
        "extra": "",
    }
    kept = []
    for entry in re.split(r"\n(?=\S)", text.strip()):
        head, *hashes = [line.strip() for line in entry.replace("\\\n", "\n").splitlines()]
        need = Requirement(head)
        if need.marker is None or need.marker.evaluate(there):
            kept.append(" \\\n    ".join([need.name + str(need.specifier), *hashes]))
    return "\n".join(kept) + "\n"


def fetch(lock, folder, target, python):
    """Wheels alone, for that computer, each against its hash."""
    tags = [word for tag in TARGETS[target][2] for word in ("--platform", tag)]
    call(
        "download", "--require-hashes", "--only-binary", ":all:", "--no-deps", "--dest", folder, "-r", lock,
        "--implementation", "cp", "--python-version", python, "--abi", "cp" + python.replace(".", ""),
        "--abi", "abi3", "--abi", "none", *tags,
    )  # fmt: skip


def own_wheel(folder):
    """Debrief's wheel: the same for every computer."""
    call("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    return next(Path(folder).glob("debrief-*.whl"))


def with_own(lock, wheel):
    """The lock with Debrief itself in it."""
    name, version = wheel.name.split("-")[:2]
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return lock + "{}=={} \\\n    --hash=sha256:{}\n".format(name, version, digest)


def call(*words):
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
    status = subprocess.call([*pip, *(str(word) for word in words)], cwd=str(ROOT))
    if status:
        sys.exit("The wheelhouse is not whole: the words above say what is missing.")


def main(folder, target, python="3.11"):
    folder = Path(folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        sys.exit("Name a folder that is empty: what lies in it would be carried too.")
    lock = folder / INSTALL
    lock.write_text(
        target_lock(LOCK.read_text(encoding="utf-8"), target, python), encoding="utf-8", newline="\n"
    )
    fetch(lock, folder, target, python)
    whole = with_own(lock.read_text(encoding="utf-8"), own_wheel(folder))
    lock.write_text(whole, encoding="utf-8", newline="\n")
    print("{}: {} wheels for {}".format(folder, len(list(folder.glob("*.whl"))), target))


if __name__ == "__main__":
    words = sys.argv[1:]
    if len(words) not in (2, 3) or words[1] not in TARGETS:
        sys.exit(__doc__)
    main(*words)
