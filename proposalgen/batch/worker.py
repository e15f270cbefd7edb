"""Make the pack of one job; what a worker needs for all of its packs is loaded once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from proposalgen.batch.model import Job, Outcome, Settings
from proposalgen.brand.load import load_brand
from proposalgen.brand.model import Brand
from proposalgen.caches import cached
from proposalgen.compose.templates import Template, load_template
from proposalgen.content.load import load_library
from proposalgen.errors import InputError, Problem, ProposalError
from proposalgen.model.document import Document
from proposalgen.model.partner import Partner
from proposalgen.model.records import Library
from proposalgen.packs.build import Inspect, compose_pack, count_pages
from proposalgen.packs.inputs import PackInputs
from proposalgen.packs.make import make_pack
from proposalgen.packs.pack import Pack, PlacedPack
from proposalgen.packs.proof import prove_pack
from proposalgen.read.logo import read_logo


@dataclass(frozen=True, slots=True)
class SharedInputs:
    """What all packs of a batch are made of, whoever the partner is."""

    library: Library
    template: Template
    brand: Brand

    @property
    def digests(self) -> tuple[str, ...]:
        """The hashes of library, template and brand, which differ when any of their files does."""
        return (self.library.digest, self.template.digest, self.brand.digest)


@cached(
    "what a batch's packs share", size=2,
    why="a worker makes many packs of one batch; its first process checks rows and makes packs",
)  # fmt: skip
def load_shared(settings: Settings) -> SharedInputs:
    """Return what the packs of a batch share.

    Raises:
        InputError: it is no longer what the first process loaded.
        ContentError, TemplateError, BrandError: it has mistakes.
    """
    shared = SharedInputs(
        load_library(settings.content),
        load_template(settings.template),
        load_brand(settings.brand, settings.paper),
    )
    if settings.digests and settings.digests != shared.digests:
        message = "content, template or brand changed while the batch was running"
        raise InputError(Problem(message, hint="Run it again."))
    return shared


def make_one(settings: Settings, job: Job) -> Outcome:
    """Make one pack; whatever goes wrong with it is its outcome."""
    failed = Outcome(job.record, job.line, job.partner.name, "failed", themes=job.partner.themes)
    try:
        return _make(settings, job.partner, failed)
    except ProposalError as error:
        return replace(failed, errors=error.problems)
    except OSError as error:
        message = f"cannot be read: {error.strerror or type(error).__name__}"
        hint = "Was it removed while this ran? Run the list again."
        return replace(failed, errors=(Problem(message, str(error.filename or ""), hint=hint),))
    except Exception as error:
        message = f"a fault in the program: {type(error).__name__}: {error}"
        return replace(failed, errors=(Problem(message, hint="Please report it."),))


def _make(settings: Settings, partner: Partner, outcome: Outcome) -> Outcome:
    """Return the outcome of a partner's pack once it is made, or ready to be in a dry run."""
    shared = load_shared(settings)
    inputs = PackInputs(
        partner,
        shared.library,
        shared.template,
        shared.brand,
        logo=read_logo(partner, settings.folder),
        formats=settings.formats,
        draft=settings.draft,
    )
    if settings.dry:
        document, warnings = compose_pack(inputs, strict=settings.strict)
        pages = count_pages(document, inputs.brand)
        return replace(outcome, status="ready", warnings=tuple(map(str, warnings)), pages=pages)
    pack = make_pack(
        inputs,
        settings.output,
        strict=settings.strict,
        skip=not settings.force,
        inspect=_prove(inputs, outcome.record),
    )
    return _report(pack, outcome)


def _report(pack: PlacedPack, outcome: Outcome) -> Outcome:
    folder = pack.files[0].path.parent.name
    return replace(
        outcome,
        status="unchanged" if pack.unchanged else "made",
        folder=folder,
        files=tuple(f"{folder}/{file.path.name}" for file in pack.files),
        warnings=tuple(map(str, pack.warnings)),
        edited=tuple(map(str, pack.edited)),
    )


# -- proof ---------------------------------------------------------------------------------------

_SAMPLE = 200
"""Of so many records, one is read a second time, by the readers of ``verify``."""


def _prove(inputs: PackInputs, record: int) -> Inspect:
    """Return what proves that a pack is made of its own inputs alone."""

    def inspect(document: Document, words: tuple[str, ...], pack: Pack) -> Iterator[Problem]:
        thorough = record % _SAMPLE == 1
        return prove_pack(inputs, document, words, pack, thorough=thorough)

    return inspect
