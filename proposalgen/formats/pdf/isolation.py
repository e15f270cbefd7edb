"""Isolates ReportLab in a process of our own, before it is imported: no file of a machine is run.

ReportLab executes ``reportlab_mods`` and ``reportlab_settings`` from wherever Python finds them,
else ``.reportlab_mods`` and ``.reportlab_settings`` from the home folder, and reads settings from
environment variables called ``RL_...``. None of them changes a byte of ours, but they are code. In
a process of our own, of a command or of its workers, empty modules take the place of the files, and
the variables are removed. A program that imports the package keeps its ReportLab as it is.
"""

from __future__ import annotations

import os
import sys
from types import ModuleType


def isolate() -> None:
    """Keep ReportLab from what the machine has for it, as long as this process lasts."""
    settings = ModuleType("reportlab_settings")
    # Its search paths for fonts are emptied too: the brand brings its own.
    for name in ("TTFSearchPath", "T1SearchPath", "CMapSearchPath"):
        setattr(settings, name, ())
    for module in (settings, ModuleType("reportlab_mods")):
        sys.modules.setdefault(module.__name__, module)
    for name in [name for name in os.environ if name.startswith("RL_")]:
        del os.environ[name]
