"""Where things lie: what is shipped with the app, and where a person's own things go."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def shipped(name: str) -> Path:
    """A folder shipped with the app (``questionnaires``, ``locales``), installed or in a checkout."""
    package = Path(__file__).parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


def vault_folder() -> Path:
    """Where this user's vault lies unless another folder is named."""
    return Path(platformdirs.user_data_dir("debrief", appauthor=False)) / "vault"
