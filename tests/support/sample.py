"""A document with one of everything, built by hand; invented, but for its shape."""

from __future__ import annotations

from datetime import date

from proposalgen.model.document import (
    Bar,
    Break,
    Card,
    Cards,
    Chart,
    Columns,
    Contents,
    Document,
    Entry,
    Heading,
    Inlines,
    ItemList,
    Link,
    Meta,
    Note,
    NoteMark,
    Notes,
    PageMark,
    Panel,
    Paragraph,
    Quote,
    Section,
    Table,
    Text,
)

HOSTILE = 'Smith & Søn <b>"A*STAR"</b> {{ 7*7 }} % _x_'


def t(text: str, *more: Inlines) -> Inlines:
    """Return plain text, then whatever else is given."""
    return (Text(text), *(inline for inlines in more for inline in inlines))


def mark(source: str) -> Inlines:
    return (NoteMark(source),)


CHALLENGE = Card(
    role="challenge",
    label=t("The challenge"),
    number="3.8",
    unit="billion",
    text=t("people have no social protection of any kind.", mark("report")),
    as_of=t("2023"),
    fact="unprotected",
)
IMPACT = Card(
    role="impact",
    label=t("Our impact"),
    number="136",
    text=t("countries, at least, have moved forward since 2012.", mark("page")),
    as_of=t("2012 to about 2023"),
    fact="countries",
)
NEED = Card(
    role="need",
    label=t("What we need"),
    number="43",
    unit="million",
    text=t("US dollars would close the gap.", mark("page")),
    as_of=t("Period not stated"),
    fact="gap",
)
WORDS = Card(
    role="need",
    label=t("What we need"),
    words=t("From promise to practice"),
    text=t("Laws, budgets and monitoring that make equality real.", mark("page")),
    as_of=t("No sum named at source"),
)

LETTER = Section(
    id="letter",
    layout="letter",
    title=t("Four people in ten are standing on nothing."),
    blocks=(
        Paragraph(
            t("Dear colleagues at ", (Text("Nordhavn Foundation", field="name"), Text(","))),
            role="letter",
        ),
        Paragraph(
            t(
                "Illness, old age, a lost job, a new child. ",
                (Text("3.8 billion", fact="unprotected"),),
                t(" people meet them alone.", mark("report")),
                t(" Coverage has "),
                (Text("passed half", bold=True), Text(" for the "), Text("first", italic=True)),
                t(" time."),
            ),
            role="letter",
        ),
        Paragraph(t("Meet Champa, on page ", (PageMark("story"), Text("."))), role="letter"),
        Paragraph((Text("With respect,"), Break(), Text("The partnerships team")), role="letter"),
        Panel(
            kind="aside",
            blocks=(
                Heading(2, t("At a glance")),
                Cards((CHALLENGE, IMPACT, NEED), size="row"),
                Heading(3, t("Contents")),
                Contents(
                    (
                        Entry("numbers", t("The case in three numbers")),
                        Entry("story", t("Champa")),
                        Entry("social-protection", t("Social protection")),
                        Entry("ask", t("Lay the next tiles.")),
                        Entry("sources", t("Every figure has a source.")),
                    )
                ),
            ),
        ),
    ),
)


def make_document(name: str = "Nordhavn Foundation", draft: str = "") -> Document:
    """Return a document with every layout, block and inline."""
    return Document(
        meta=Meta(
            title="A floor for everyone",
            partner=name,
            organisation="International Labour Organization",
            date=date(2026, 11, 26),
            subject="Social protection, gender equality",
            keywords=("social protection", "gender equality"),
            themes=("social-protection", "gender-equality"),
            prepared_for=f"Prepared for {name}",
            draft=draft,
        ),
        sections=(
            Section(
                id="cover",
                layout="cover",
                label=t("International Labour Organization"),
                title=t("A floor for everyone"),
                blocks=(
                    Paragraph(t("Prepared for"), role="prepared"),
                    Paragraph((Text(name, field="name"),), role="partner"),
                    Paragraph(t("November 2026"), role="details"),
                    ItemList((t("Social protection"), t("Gender equality"))),
                ),
            ),
            LETTER,
            Section(
                id="numbers",
                layout="numbers",
                title=t("The case in three numbers"),
                blocks=(Cards((CHALLENGE, IMPACT, NEED), size="band"),),
            ),
            Section(
                id="standards",
                layout="standards",
                title=t("Two agreements hold the floor up."),
                blocks=(
                    Paragraph(t("A project ends. A standard stays."), role="lead"),
                    Cards(
                        (
                            Card(
                                role="impact",
                                label=t("Convention, 1952"),
                                number="102",
                                title=t("Social Security (Minimum Standards) Convention"),
                                text=t("The reference treaty on social security.", mark("page")),
                            ),
                            Card(
                                role="challenge",
                                label=t("Recommendation, 2012"),
                                number="202",
                                title=t("Social Protection Floors Recommendation"),
                                text=t("A floor for everyone comes first.", mark("page")),
                            ),
                        ),
                        size="tile",
                    ),
                    Table(
                        caption=t("Standards of the other themes"),
                        head=(t("Instrument"), t("Theme"), t("What it says")),
                        rows=(
                            (
                                t("Convention No. 190, 2019"),
                                t("Gender equality"),
                                t("The first treaty on violence at work.", mark("c190")),
                            ),
                            (
                                t("Convention No. 183, 2000"),
                                t("Gender equality"),
                                t("Leave, benefits and keeping the job.", mark("page")),
                            ),
                        ),
                    ),
                ),
            ),
            Section(
                id="programmes",
                layout="programmes",
                title=t("Two programmes build it, country by country."),
                blocks=(
                    Columns(
                        kind="ruled",
                        columns=(
                            (
                                Heading(2, t("Global Flagship Programme")),
                                Paragraph(t("Building floors for all"), role="label"),
                                Paragraph(t("We help States design schemes.", mark("flagship"))),
                                Cards((NEED, IMPACT), size="row"),
                            ),
                            (
                                Heading(2, t("Global Accelerator")),
                                Paragraph(t("Launched in September 2021.", mark("page"))),
                                Cards((CHALLENGE,), size="row"),
                            ),
                        ),
                    ),
                    Heading(2, t("Over half the world has some cover.")),
                    Chart(
                        caption=t("Share of people with cover, per cent, 2023", mark("report")),
                        bars=(
                            Bar("Any benefit at all", "population", "52.4%", 52.4, "covered"),
                            Bar("Injury at work", "labour force", "37.4%", 37.4, "injury"),
                            Bar("Maternity", "mothers of newborns", "36.9%", 36.9, "maternity"),
                        ),
                        on="covered",
                        off="not covered",
                        alt="52.4% of people have any benefit, 37.4% cover for injury at work, "
                        "36.9% of mothers a maternity benefit.",
                    ),
                ),
            ),
            Section(
                id="story",
                layout="story",
                label=t("One life"),
                title=t("Champa"),
                promise=t("46, domestic worker. Left Myanmar young. Leads in Thailand."),
                theme="gender-equality",
                blocks=(
                    Quote(
                        t("We are workers. Domestic work is an occupation."),
                        t("Champa, Domestic worker, Thailand", mark("page")),
                    ),
                    Heading(2, t("The way so far")),
                    Columns(
                        kind="steps",
                        columns=(
                            (Heading(3, t("Bangkok, to earn")), Paragraph(t("She left young."))),
                            (Heading(3, t("A room of allies")), Paragraph(t("She learned."))),
                            (Heading(3, t("A place in the law")), Paragraph(t("She asks."))),
                        ),
                    ),
                ),
            ),
            *(
                Section(
                    id=theme,
                    layout="theme",
                    label=t(f"Theme {number} of 2"),
                    title=t(title),
                    promise=t("A floor under every life, from birth to old age."),
                    theme=theme,
                    blocks=(
                        Cards((CHALLENGE, IMPACT, need), size="small"),
                        Columns(
                            (
                                (
                                    Heading(2, t("What we do")),
                                    Heading(3, t("Law first")),
                                    Paragraph(t("We help States turn standards into law.")),
                                    Heading(3, t("Money next")),
                                    Paragraph(t("We link schemes to budgets.", mark("flagship"))),
                                ),
                                (
                                    Panel(
                                        (
                                            Heading(2, t("What a partnership makes possible")),
                                            ItemList(
                                                (
                                                    t("A first benefit for families."),
                                                    t("Workers brought in by name."),
                                                )
                                            ),
                                        )
                                    ),
                                ),
                            )
                        ),
                    ),
                )
                for number, theme, title, need in (
                    (1, "social-protection", "Social protection", NEED),
                    (2, "gender-equality", "Gender equality", WORDS),
                )
            ),
            Section(
                id="ask",
                layout="ask",
                label=t("The ask"),
                title=t("Lay the next tiles."),
                promise=t("USD 43 million would close the gap.", mark("page")),
                blocks=(
                    Table(
                        caption=t("What each theme names"),
                        head=(t("Theme"), t("Sum"), t("As of")),
                        rows=(
                            (t("Social protection"), t("USD 43 million"), t("Not stated")),
                            (t("Gender equality"), t("No sum named at source"), t("Not stated")),
                        ),
                        numeric=(1,),
                    ),
                    Heading(2, t("Three ways to take part")),
                    Columns(
                        kind="ruled",
                        columns=(
                            (Heading(3, t("Fund a result")), Paragraph(t("Choose a theme."))),
                            (Heading(3, t("Fund the core")), Paragraph(t("Leave us free."))),
                            (Heading(3, t("Bring your voice")), Paragraph(t("Share data."))),
                        ),
                    ),
                    Heading(2, t("How your funds work")),
                    Columns(
                        kind="steps",
                        columns=(
                            (Heading(3, t("Agree")), Paragraph(t("One page."))),
                            (Heading(3, t("Build")), Paragraph(t("Our teams work."))),
                            (Heading(3, t("Report")), Paragraph(t("In plain words."))),
                        ),
                    ),
                    Panel(
                        kind="closing",
                        blocks=(
                            Columns(
                                (
                                    (
                                        Heading(2, t("Next steps")),
                                        ItemList((t("An hour."), t("A note.")), ordered=True),
                                    ),
                                    (
                                        Heading(2, t("Talk to us")),
                                        Paragraph(
                                            (
                                                Text("Partnerships"),
                                                Break(),
                                                Link("a@example.org", "mailto:a@example.org"),
                                            ),
                                            role="fact",
                                        ),
                                    ),
                                )
                            ),
                        ),
                    ),
                ),
            ),
            Section(
                id="annex",
                title=t("A plain page"),
                blocks=(
                    Heading(2, t("Words")),
                    Paragraph(t("See ", (Link("our page", "https://example.org/a"), Text(".")))),
                    ItemList((t("One."), t("Two.")), ordered=True),
                    Panel((Paragraph(t("Kept apart.")),), kind="callout"),
                    *(Paragraph(t("Lorem ipsum dolor sit amet. " * 30)) for _ in range(8)),
                ),
            ),
            Section(
                id="sources",
                layout="sources",
                title=t("Every figure has a source."),
                blocks=(Paragraph(t("Ask us for any of them."), role="lead"), Notes()),
            ),
        ),
        notes=(
            Note(
                "report",
                "3.8 billion people without social protection",
                "World Social Protection Report. International Labour Organization. 2024",
                "https://www.social-protection.org/gimi/gess/ShowWiki.action?id=2031",
                "verified",
                "Checked at the source",
            ),
            Note(
                "page",
                "More than 136 countries since 2012",
                "ILO Business case. International Labour Organization",
                "https://webapps.ilo.org/business-case/cases/social-protection",
                "page",
                "Stated by the ILO, not traced further",
            ),
            Note(
                "c190",
                "Convention No. 190: 45 ratifications",
                "As reported in C190 in action. c190inaction.org",
                "https://c190inaction.org/c190-in-action",
                "secondary",
                "Found in a second source",
            ),
            Note("flagship", "50 priority countries", "Flagship. ILO. 2021", "", "page",
                 "Stated by the ILO, not traced further"),
        ),
    )  # fmt: skip
