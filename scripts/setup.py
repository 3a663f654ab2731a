"""The one way to set up and run this project, on Windows, macOS and Linux.

    python scripts/setup.py run|demo|test|check|bench|attack|catalogues|lock [more arguments]

Standard library only; ``make`` calls it too. Each task first makes the virtual
environment .venv from the lock it needs (exact versions, hashes, wheels only),
once for each content of that lock; then it runs.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
RUN, DEV, ATTACK = "requirements.lock", "requirements-dev.lock", "requirements-attack.lock"
LINK = "requirements-link.lock"  # for UKHTC's machine alone: links proposed by a model

NEEDS_PYTHON = "Debrief needs Python 3.11 or newer: install it, or name it with 'make PYTHON=…'."
NEEDS_VENV = (
    "This Python cannot make a virtual environment: install its venv package "
    "(Debian and Ubuntu: python3-venv), then run this again."
)
NEEDS_PACKAGES = (
    "The packages in {} could not be installed, so nothing was started: "
    "connect to the network or to your package mirror, then run this again."
)
NEEDS_ITSELF = "Debrief itself could not be installed into .venv: the words above say why."
NEEDS_UV = "Making the locks needs the command uv: install it with 'pip install uv'."


def call(*words):
    """Run one command at the project's root; its exit status. Bytecode may be written."""
    drop = {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
    environment = {name: value for name, value in os.environ.items() if name not in drop}
    return subprocess.call([str(word) for word in words], cwd=str(ROOT), env=environment)


def make_venv():
    """Make .venv anew, unless the one that stands works."""
    probe = [str(PYTHON), "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"]
    if PYTHON.exists() and subprocess.call(probe, stderr=subprocess.DEVNULL) == 0:
        return
    if sys.version_info < (3, 11):
        sys.exit(NEEDS_PYTHON)
    try:
        import ensurepip  # noqa: F401  Debian takes it out of Python
        import venv
    except ImportError:
        sys.exit(NEEDS_VENV)
    print("Making the virtual environment .venv", flush=True)
    venv.create(str(VENV), clear=True, with_pip=True)


def install(lock):
    """Install what the lock names, then Debrief itself; once for each content of the lock."""
    make_venv()
    held = (ROOT / lock).read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    stamp, digest = VENV / (lock + ".installed"), hashlib.sha256(held).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    print("Installing what {} names".format(lock), flush=True)
    pip = [PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input", "install"]
    if call(*pip, "--require-hashes", "--only-binary", ":all:", "-r", lock):
        sys.exit(NEEDS_PACKAGES.format(lock))
    if call(*pip, "--no-deps", "--no-build-isolation", "-e", "."):
        sys.exit(NEEDS_ITSELF)
    stamp.write_text(digest)


def app(*words):
    return call(BIN / ("debrief.exe" if os.name == "nt" else "debrief"), *words)


def test(*words):
    if os.name == "posix" and call("sh", ROOT / "scripts" / "needs"):
        return 1
    return call(PYTHON, "-m", "pytest", *(words or ("-n", "2")))


def check(*words):
    """Every check is run, so that one run names every fault."""
    checks = [["ruff", "format", "--check"], ["ruff", "check"], ["mypy"], ["lint-imports", "--no-logo"]]
    checks += [["deptry", "."], ["python", "scripts/unused.py"]]
    return max([abs(call(BIN / name, *words)) for name, *words in checks])


HOSTILE = ("tests/hostile", "tests/vault/test_vault_keys_crash.py", "tests/repository/test_order.py")


def attack(*words):
    """The questionnaire, bundles, files, kills and a failing disk, so that one run names everything that
    got through; with words the questionnaire alone, as they say."""
    questionnaire = call(PYTHON, "-m", "benchmarks.attack", *words)
    if words:
        return questionnaire
    bundles = call(PYTHON, "-m", "benchmarks.bundle_attack")
    os.environ["DEBRIEF_ATTACK"] = "40"
    files = call(PYTHON, "-m", "pytest", "-n", "2", *HOSTILE)
    return max(questionnaire, bundles, files, call(PYTHON, "-m", "benchmarks.attack_disk"))


def catalogues(*words):
    """Bring the template, every catalogue and their table up to date, then look for faults in them."""
    return call(PYTHON, "-m", "debrief.language") or app("translate", "check", *words)


def lock(*words):
    """Make the locks anew: versions and hashes, and no address."""
    make = ["uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11"]
    make += ["--generate-hashes", "--no-header", "--no-annotate", "--quiet", *words]
    try:
        return (
            call(*make, "--group", "build", "-o", RUN)
            or call(*make, "--group", "build", "--extra", "link", "-c", RUN, "-o", LINK)
            or call(*make, "--group", "dev", "-c", LINK, "-o", DEV)
            or call(*make, "--group", "attack", "-c", DEV, "-o", ATTACK)
        )
    except FileNotFoundError:
        sys.exit(NEEDS_UV)


TASKS = {
    "run": (RUN, app),
    "demo": (RUN, lambda *words: app("demo", *words)),
    "test": (DEV, test),
    "check": (DEV, check),
    "bench": (DEV, lambda *words: call(PYTHON, "-m", "benchmarks", *words)),
    "attack": (ATTACK, attack),
    "catalogues": (DEV, catalogues),
    "lock": (None, lock),
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in TASKS:
        sys.exit(__doc__)
    needed, task = TASKS[sys.argv[1]]
    if needed:
        install(needed)
    sys.exit(task(*sys.argv[2:]))
