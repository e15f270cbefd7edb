"""Words as people write them, brought to one form, and what they stand for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType


def squeeze(text: str) -> str:
    """Return a text's letters and digits alone, without case, spaces, hyphens and signs."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def _spell(words: Mapping[str, str]) -> Mapping[str, str]:
    """Return what each spelling stands for; a meaning's spellings are separated by commas."""
    return MappingProxyType(
        {
            squeeze(one): meaning
            for meaning, spellings in words.items()
            for one in (meaning, *spellings.split(","))
        }
    )


_ENGLISH = _spell(
    {
        "name": (
            "Partner, Partner name, Partners, Name of partner, Organisation, Organization, "
            "Organisation name, Organization name, Name of organisation, Name of "
            "organization, Account, Account name, Institution, Institution name, Donor, Donor "
            "name, Funder, Company name"
        ),
        "themes": (
            "Theme, Thematic area, Thematic areas, Theme(s), Thematic area(s), Thematic "
            "focus, Themes of interest, Areas of interest, Focus areas, Focus area, Topics, "
            "Priority themes"
        ),
        "type": (
            "Partner type, Type of partner, Organisation type, Organization type, Type of "
            "organisation, Type of organization, Account type, Donor type"
        ),
        "language": ("Lang, Edition, Document language, Language of document"),
        "country": (
            "Country name, Billing country, Mailing country, Partner country, Country / "
            "territory, Country or territory"
        ),
        "contact_name": (
            "Contact, Contact person, Name of contact, Primary contact, Main contact, Contact "
            "full name, Focal point, Contact's name, Addressee"
        ),
        "contact_email": (
            "Email, E-mail, Mail, E-mail address, Email address, Contact e-mail address, "
            "Contact mail, Primary contact e-mail, Contact person e-mail, Focal point e-mail"
        ),
        "logo": ("Logo file, Logo path, Logo file name, Partner logo"),
        "amount": (
            "Sum, Ask, Ask amount, Amount asked, Requested amount, Amount requested, Proposed "
            "amount, Opportunity amount, Contribution, Proposed contribution"
        ),
        "currency": (
            "Currency code, Amount currency, Opportunity currency, ISO currency, Currency ISO "
            "code, Account currency"
        ),
        "date": ("Document date, Date of document, Proposal date, Pitch date, Letter date"),
        "called": ("Name in text, Name in running text, Called in text, Short name, Known as"),
        "greeting": ("Greeting line, Letter greeting, Opening line"),
        "message": (
            "Personal message, Letter message, Message in letter, Message to partner, Personal "
            "paragraph"
        ),
        "priority": (
            "Partner priority, Partner's priority, Stated priority, Stated aim, Partner's aim, "
            "Partner aim"
        ),
        "priority_source": (
            "Source of priority, Source of the priority, Where stated, Stated aim source"
        ),
        "sender": ("Sender id, Signatory, Signed by, Letter from"),
        "next_date": (
            "Next step date, Date of next step, Date of the next step, Next meeting date"
        ),
    }
)
_FRENCH = _spell(
    {
        "name": "Partenaire, Nom, Nom du partenaire, Organisme, Nom de l'organisation",
        "themes": "Thème, Thèmes, Thématique, Thématiques, Domaines thématiques, Axes thématiques",
        "type": "Type de partenaire, Type d'organisation",
        "language": "Langue, Langue du document",
        "country": "Pays",
        "contact_name": "Personne de contact, Nom du contact, Interlocuteur",
        "contact_email": "Courriel, Adresse e-mail, Adresse électronique, E-mail du contact",
        "logo": "Fichier du logo",
        "amount": "Montant, Montant demandé, Contribution proposée",
        "currency": "Devise, Monnaie",
        "date": "Date du document, Date de la lettre",
        "called": "Nom court, Nom dans le texte",
        "greeting": "Formule d'appel",
        "message": "Message personnel",
        "priority": "Priorité, Priorité du partenaire",
        "priority_source": "Source de la priorité",
        "sender": "Signataire, Expéditeur",
        "next_date": "Date de la prochaine étape, Prochaine étape le",
    }
)
_SPANISH = _spell(
    {
        "name": "Socio, Nombre, Nombre del socio, Organización, Nombre de la organización",
        "themes": "Tema, Temas, Áreas temáticas, Área temática, Ejes temáticos",
        "type": "Tipo, Tipo de socio, Tipo de organización",
        "language": "Idioma, Lengua, Idioma del documento",
        "country": "País",
        "contact_name": "Contacto, Persona de contacto, Nombre del contacto",
        "contact_email": "Correo, Correo electrónico, Correo del contacto",
        "logo": "Logotipo, Archivo del logotipo",
        "amount": "Monto, Importe, Monto solicitado, Contribución propuesta",
        "currency": "Moneda, Divisa",
        "date": "Fecha, Fecha del documento, Fecha de la carta",
        "called": "Nombre corto, Nombre en el texto",
        "greeting": "Saludo, Encabezamiento",
        "message": "Mensaje, Mensaje personal",
        "priority": "Prioridad, Prioridad del socio",
        "priority_source": "Fuente de la prioridad",
        "sender": "Firmante, Remitente",
        "next_date": "Fecha del próximo paso",
    }
)
HEADERS: Mapping[str, str] = MappingProxyType({**_FRENCH, **_SPANISH, **_ENGLISH})
"""The field that a header names, by its letters and digits alone."""

TYPES: Mapping[str, str] = _spell(
    {
        "government": "government, governments, govt, gov, govt., national government, "
        "government agency, government ministry, central government",
        "foundation": "foundation, foundations, private foundation, family foundation, "
        "charitable foundation, philanthropic foundation, philanthropy, corporate foundation",
        "company": "company, companies, private company, private sector, corporate, "
        "corporation, business, enterprise, private enterprise, private sector company",
        "development-bank": "development bank, development banks, mdb, "
        "multilateral development bank, regional development bank",
        "un-agency": "un agency, un agencies, un, u.n. agency, united nations, "
        "united nations agency, un entity, un organisation, un organization",
        "ngo": "ngo, ngos, n.g.o., ingo, international ngo, non-governmental organisation, "
        "non-governmental organization, civil society, civil society organisation, "
        "civil society organization, cso",
        "other": "other, others",
    }
)
"""The type that a word stands for."""

CURRENCY_SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "€": "EUR", "US$": "USD", "USD$": "USD", "U.S.$": "USD", "£": "GBP", "₹": "INR",
        "C$": "CAD", "CA$": "CAD", "CAD$": "CAD", "A$": "AUD", "AU$": "AUD", "AUD$": "AUD",
        "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "R$": "BRL", "EURO": "EUR", "EUROS": "EUR",
        "US DOLLAR": "USD", "US DOLLARS": "USD", "SWISS FRANC": "CHF", "SWISS FRANCS": "CHF",
        "POUND STERLING": "GBP", "POUNDS STERLING": "GBP", "YEN": "JPY",
    }
)  # fmt: skip
"""Signs and names that stand for one currency; '$' and '¥' stand for several."""
MANY_CURRENCIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "$": (
            "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "BBD", "BMD", "BND", "BSD", "BZD",
            "FJD", "GYD", "JMD", "KYD", "LRD", "NAD", "SBD", "SRD", "TTD", "XCD", "MXN", "ARS",
            "CLP", "COP", "UYU",
        ),
        "¥": ("JPY", "CNY"),
        "KR": ("SEK", "NOK", "DKK", "ISK"),
    }
)  # fmt: skip
"""Signs of more than one currency."""

LANGUAGES: Mapping[str, str] = _spell(
    {
        "en": "English", "fr": "French, Français, Francais", "es": "Spanish, Español, Espanol",
        "de": "German, Deutsch", "pt": "Portuguese, Português", "ar": "Arabic, العربية",
        "ru": "Russian, Русский", "zh": "Chinese, 中文", "it": "Italian, Italiano",
    }
)  # fmt: skip
"""The code of a language that a list calls by its name."""

PLACEHOLDERS = frozenset(
    squeeze(word)
    for word in (
        "n/a", "#N/A", "TBC", "TBD", "TBA", "NULL", "None", "NaN", "(blank)", "(none)", "(empty)",
        "to be confirmed", "to be determined", "to be decided", "not applicable", "not available",
        "not yet known",
    )
)  # fmt: skip
_SIGNS = frozenset(["-", "--", "---", "–", "—", "−", "?", "??", ".", "..", "…", "/", "*"])

RANKS = frozenset(
    squeeze(word)
    for word in (
        "high", "medium", "low", "very high", "very low", "highest", "lowest", "top", "normal",
        "urgent", "critical", "hot", "warm", "cold", "none", "p1", "p2", "p3", "a", "b", "c", "1",
        "2", "3", "4", "5", "yes", "no", "x", "tier 1", "tier 2", "tier 3",
    )
)  # fmt: skip
"""What a column called "Priority" has in it where it ranks partners and quotes none."""

TOTALS = frozenset(
    squeeze(word)
    for word in (
        "Total", "Totals", "Grand total", "Sub-total", "Sum", "Total amount", "Overall total",
        "Totale", "Summe", "Gesamt", "Gesamtsumme",
    )
)  # fmt: skip
"""What the row below a table is called that sums it up."""


def is_placeholder(text: str) -> bool:
    """Return whether a cell says in words or by a sign that there is nothing."""
    text = text.strip()
    return text in _SIGNS or squeeze(text) in PLACEHOLDERS


def count_typos(one: str, other: str, most: int) -> int:
    """Return how many letters lie between two words, or more than ``most``: Damerau's count."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, last = [0], list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        row = [at]
        for to, sign in enumerate(other, 1):
            least = min(last[to] + 1, row[to - 1] + 1, last[to - 1] + (letter != sign))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == sign:
                least = min(least, before[to - 2] + 1)
            row.append(least)
        before, last = last, row
    return last[-1]


_NO_TYPOS = frozenset(
    [
        "data", "county", "rate", "contract", "state", "topic", "gender", "lender", "tender",
        "vendor", "render", "caller", "meeting", "passage", "newdate", "testdate",
    ]
)  # fmt: skip
"""Ordinary words that lie a letter from a field's."""


def find_near_field(header: str) -> Iterator[str]:
    """Yield the fields of which a header looks like a misspelling."""
    key = squeeze(header)
    if len(key) < 3 or key in _NO_TYPOS or not key.isalpha():
        return
    # English only: half of English lies a letter from a short word of another language.
    for spelling, field in _ENGLISH.items():
        most = 1 if len(spelling) < 8 else 2
        same_start = key[0] == spelling[0] or len(spelling) > 5
        if same_start and 0 < count_typos(key, spelling, most) <= most:
            yield field
