"""Texts that mean something to one of the programs on the way, and should mean nothing to ours."""

from __future__ import annotations

TEXTS = {
    "template code": (
        "{{ 7*7 }}", "{% for i in range(10**9) %}", "{# x #}", "{{ self.__init__.__globals__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{% raw %}", "#}{{", "${7*7}",
        "<%= 7*7 %>",
    ),
    "ReportLab's markup": (
        "<b>x", "a <b c", "AT&T", "&nbsp;", "<!-- c -->x", "<![CDATA[x]]>y",
        "<para color=red>x</para>",
        "<unichar code='65'/>", '<img src="/etc/hostname"/>', "<seq/>", "<greek>a</greek>",
        '<onDraw name="x" label="y"/>', '<a href="https://example.org">x</a>', "<br/>",
        "<font color=\"[[[getattr(pow, Attacker('__globals__'))['os'].system('id')]"
        " for Attacker in [type]]]\">x</font>",
        "[ [ getattr(pow,Word('__globals__'))['os'].system('id')"
        " for Word in [orgTypeFun] ] ] and 'red'",
    ),
    "XML": (
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>", "&b;", "&#0;", "&#xFFFE;", "]]>",
        "</w:t></w:r><w:r>", "<?xml version='1.0'?>", "&lt;b&gt;", "&amp;amp;", "_x0041_",
        "_x000D_",
        "<x:xmpmeta/>", "</rdf:RDF>", "<?xpacket end='w'?>",
    ),
    "fields of Word": (
        "{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc\" }",
        "{ INCLUDETEXT \"/etc/passwd\" }",
        "DDE", "PAGE \\* MERGEFORMAT", "TOC \\o", "«name»", "HYPERLINK \"file:///x\"",
    ),
    "formulas": (
        "=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "'=1",
        "=HYPERLINK(\"https://x\",\"y\")",
        "＝1+1", "%=1", "|=1", ";=1", "\"=1\"",
    ),
    "Markdown": (
        "# x", "**a**", "_x_", "[b](javascript:alert(1))", "![i](https://x/y.png)", "`c`", "---",
        "| a | b |", "1. x", "- x", "> q", "::: columns", "[[unserved]]", "[^report]",
        "\\{{ name }}",
        "<https://example.org>", "a\\", "~~x~~", ": caption", "— Ana", "***", "```",
        "[x]: https://y",
    ),
    "HTML": (
        "</script><script>alert(1)</script>", "\" onmouseover=\"alert(1)", "' onload='alert(1)",
        "<svg onload=alert(1)>", "&lt;script&gt;", "</title><b>", "--><!--", "<base href=//x>",
    ),
    "paths": (
        "../../etc/passwd", "/etc/passwd", "C:\\Windows\\System32", "\\\\host\\share", "..", ".",
        "~root",
        "a/b", "file:///etc/passwd", ".hidden", "x" * 255, "a\\..\\b", "%2e%2e%2f", "-rf", "--help",
    ),
    "names Windows keeps": (
        "CON", "nul", "NUL.txt", "com1", "LPT9", "aux.", "PRN ", "COM¹", "CLOCK$",
    ),
    "format strings": (
        "{0.__class__}", "{0}", "{}", "%s%s%n", "%(name)s", "%d", "$name", "${name}", "{name!r}",
        "%",
        "%%", "{:>999999999}", "%999999999d",
    ),
    "strings of PDF": (
        "(", ")", "\\", "(a\\)", ") Tj ET", "<</S/JavaScript/JS(app.alert(1))>>",
        "endstream endobj",
        "%PDF-1.7", "/OpenAction", "<41>", "\\101", "BT /F1 12 Tf", "%%EOF",
    ),
    "JSON": ("\",\"x\":\"y", "\\u0041", "}]}", "\\", "\"", "null", "NaN"),
    "YAML": (
        "!!python/name:os.system", "&a *a", "- x", "a: b", "<<", "? x", "%YAML 1.1", "yes", "~",
    ),
    "shell": ("$(id)", "`id`", "; rm -rf /", "| cat", "a\\nb", "&& id", "%PATH%", "!ls"),
    "addresses": (
        "javascript:alert(1)", "data:text/html,x", "file:///x", "https://example.org/?a=b&c=d#e",
        "mailto:a@example.org?bcc=b@example.org",
    ),
    "what is hidden": (
        "a\u200bb", "a\u00adb", "a\u2060b", "a\ufeffb", "a\u200db", "a\u200cb", "a\u200fb",
        "a\u200eb",
        "a\u034fb", "a\u180eb", "a\ufe0fb", "a\u2028b", "a\u00a0b", "a\u3000b", "a\u0085b",
        "a\tb\r\nc",
    ),
    "signs of a program's own": (
        "\ue000", "\uf8ff", "a\U000f0000b", "\ufffd", "\ufffc", "\ufff9a\ufffab\ufffb",
        "\U0001f595",
        "\U000e0041", "a\u0301\u0302\u0303\u0304", "e" + "\u0301" * 60, "\u0378", "[1]", "[3]",
    ),
    "long": (
        "W", "i", "語", "ا", "a ", "-", "Wi", " ", "x",
    ),
}  # fmt: skip
"""By whom they mean it to."""

REFUSED = {
    "control characters": ("a\0b", "a\x01b", "a\x08b", "a\x1bb", "a\x7fb", "a\x9fb", "a\x1cb"),
    "turns of direction": tuple(f"a{turn}b" for turn in "\u202a\u202b\u202c\u202d\u202e"
                                "\u2066\u2067\u2068\u2069"),
    "half a surrogate pair": ("a\ud800b", "a\udfffb", "\udcffa", "\ude00\ud83d"),
    "markers of our own": ("\ufdd00\ufdd1", "a\ufdd0", "\ufdd1b", "\ufdd099999\ufdd1"),
    "no characters": ("a\ufffeb", "a\uffffb", "a\U0001fffeb", "a\U0010ffffb", "a\ufdefb"),
    "too long": ("W" * 301, "a " * 2000),
}  # fmt: skip
"""What no field takes, by the reason."""

ALL = tuple(text for texts in TEXTS.values() for text in texts)
ALL_REFUSED = tuple(text for texts in REFUSED.values() for text in texts)
