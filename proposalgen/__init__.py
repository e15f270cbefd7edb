"""Partner-facing pitch documents, in DOCX and PDF that say exactly the same.

What other programs may rely on is listed in ``__all__``; a name is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proposalgen.brand.png import PDFIUM
    from proposalgen.errors import (
        BrandError,
        ContentError,
        InputError,
        LeakError,
        OutputError,
        Problem,
        ProposalError,
        StrictError,
        TemplateError,
    )
    from proposalgen.model.partner import Partner
    from proposalgen.packs.inputs import PackInputs
    from proposalgen.packs.make import make_pack, put_pack
    from proposalgen.packs.manifest import Manifest
    from proposalgen.packs.pack import Pack, PackFile, PlacedFile, PlacedPack
    from proposalgen.packs.store import Store, open_store
    from proposalgen.packs.workspace import Workspace
    from proposalgen.packs.zip import zip_packs

__version__ = "0.1.0"

_HOMES = {
    "brand.png": ("PDFIUM",),
    "errors": (
        "BrandError", "ContentError", "InputError", "LeakError", "OutputError", "Problem",
        "ProposalError", "StrictError", "TemplateError",
    ),
    "model.partner": ("Partner",),
    "packs.inputs": ("PackInputs",),
    "packs.make": ("make_pack", "put_pack"),
    "packs.manifest": ("Manifest",),
    "packs.pack": ("Pack", "PackFile", "PlacedFile", "PlacedPack"),
    "packs.store": ("Store", "open_store"),
    "packs.workspace": ("Workspace",),
    "packs.zip": ("zip_packs",),
}  # fmt: skip
"""The public names of each module. ``--help`` and a short import need none of them."""

__all__ = [
    "PDFIUM",
    "BrandError",
    "ContentError",
    "InputError",
    "LeakError",
    "Manifest",
    "OutputError",
    "Pack",
    "PackFile",
    "PackInputs",
    "Partner",
    "PlacedFile",
    "PlacedPack",
    "Problem",
    "ProposalError",
    "Store",
    "StrictError",
    "TemplateError",
    "Workspace",
    "make_pack",
    "open_store",
    "put_pack",
    "zip_packs",
]


def __getattr__(name: str) -> object:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
