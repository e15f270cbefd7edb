"""Keep ReportLab to itself, before it is imported: no file and no variable may change a byte.

ReportLab executes ``reportlab_mods`` and ``reportlab_settings`` from wherever Python looks, else
``.reportlab_mods`` and ``.reportlab_settings`` from the home folder, and takes settings from
variables called ``RL_...``. Empty modules stand in for the files, and the variables go.
"""

from __future__ import annotations

import os
import sys
from types import ModuleType

for _name in ("reportlab_mods", "reportlab_settings"):
    sys.modules[_name] = ModuleType(_name)
for _name in [name for name in os.environ if name.startswith("RL_")]:
    del os.environ[_name]
