"""Isolates ReportLab before it is imported: no file and no variable of a machine changes a byte.

ReportLab executes ``reportlab_mods`` and ``reportlab_settings`` from wherever Python finds them,
else ``.reportlab_mods`` and ``.reportlab_settings`` from the home folder, and reads settings from
environment variables called ``RL_...``. Empty modules take the place of these files, and the
variables are removed. ReportLab's search paths for fonts are emptied too: the brand brings its own.
"""

from __future__ import annotations

import os
import sys
from types import ModuleType

sys.modules["reportlab_mods"] = ModuleType("reportlab_mods")
sys.modules["reportlab_settings"] = _settings = ModuleType("reportlab_settings")
for _name in ("TTFSearchPath", "T1SearchPath", "CMapSearchPath"):
    setattr(_settings, _name, ())
for _name in [name for name in os.environ if name.startswith("RL_")]:
    del os.environ[_name]
