"""Keep ReportLab to itself, before it is imported: no file and no variable may change a byte.

ReportLab executes ``reportlab_mods`` and ``reportlab_settings`` from wherever Python looks, else
``.reportlab_mods`` and ``.reportlab_settings`` from the home folder, and takes settings from
variables called ``RL_...``. Modules of our own stand in for the files, and the variables go. Nor is
any font of the machine used: the brand brings them.
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
