"""The reference pages, derived from declarations: procedures, papers, tables of law, settings, permissions."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from fengqiao.cases.labels import ROLES
from fengqiao.cases.steps import PROCEDURES, Procedure, Step
from fengqiao.documents.papers import Paper, papers
from fengqiao.law import table

TABLES = Path(table.__file__).parent / "tables"
NOTICE = "<!-- Written by `make docs` from the code; edit the code, not this page. -->\n\n"


def pages() -> dict[str, str]:
    """Return every page by its file name."""
    made = {f"procedure-{code}.md": _in_english(procedure) for code, procedure in sorted(own_procedures().items())}
    with translation.override("en"):
        made |= {
            "papers.md": papers_page(),
            "law-tables.md": tables_page(),
            "settings.md": settings_page(),
            "permissions.md": permissions_page(),
            "addresses.md": addresses_page(),
        }
    made["README.md"] = index_page(sorted(made))
    return {name: NOTICE + text for name, text in made.items()}


def own_procedures() -> dict[str, Procedure]:
    """Return the procedures of the product (tests declare their own)."""
    return {
        code: procedure
        for code, procedure in PROCEDURES.items()
        if any(step.effect.__module__.startswith("fengqiao.") for step in procedure.steps.values())
    }


def _in_english(procedure: Procedure) -> str:
    with translation.override("en"):
        return procedure_page(procedure)


def procedure_page(procedure: Procedure) -> str:
    """Return states as a diagram, and every step with who, when, why and what follows."""
    lines = [
        f"# {procedure.title} (`{procedure.code}`)",
        "",
        f"Basis: `{procedure.basis}`.",
        "",
        *diagram(procedure),
        "",
    ]
    lines += ["| state | meaning | |", "|---|---|---|"]
    for state, label in procedure.states.items():
        mark = "start" if state == procedure.start else "final" if state in procedure.final else ""
        lines.append(f"| `{state}` | {label} | {mark} |")
    for step in procedure.steps.values():
        lines += ["", f"## `{step.code}`: {step.label}", "", step.meaning, "", *step_rows(step)]
    return "\n".join(lines) + "\n"


def diagram(procedure: Procedure) -> list[str]:
    """Return a Mermaid state diagram; steps with the same ends share an arrow."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for step in procedure.steps.values():
        for source in sorted(step.source):
            for target in step.targets:
                arrows.setdefault((source, target), []).append(step.name)
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {procedure.start}"]
    lines += [f"    {source} --> {target}: {', '.join(names)}" for (source, target), names in arrows.items()]
    lines += [f"    {state} --> [*]" for state in procedure.states if state in procedure.final]
    return [*lines, "```"]


def step_rows(step: Step) -> list[str]:
    """Return what is declared about one step as a list."""
    rows = [
        ("from", codes(sorted(step.source))),
        ("to", codes(step.targets) or "stays"),
        ("by", ", ".join(str(ROLES[role]) for role in sorted(step.by))),
        ("basis", f"`{step.basis}`"),
        ("record says", f"“… {step.says}”"),
        ("needs", "; ".join(_sentence(need.__doc__) for need in step.needs)),
        ("tells", ", ".join(str(ROLES[role]) for role in step.tells)),
        ("sets the periods", codes(step.sets)),
        ("clears the periods", codes(step.clears)),
        ("opens", codes(step.opens)),
        ("issues", codes(paper.kind for paper in papers() if paper.issued_by == step.code)),
        ("form", f"`{step.form.__name__}`" if step.form else ""),
        ("commutes with itself", "yes" if step.commutes else ""),
    ]
    return [f"* {name}: {value}" for name, value in rows if value]


def papers_page() -> str:
    """Return every paper with step, signers and template."""
    lines = ["# Papers", "", "| kind | title | issued by | signed by, in order | template |", "|---|---|---|---|---|"]
    lines += [paper_row(paper) for paper in sorted(papers(), key=lambda paper: paper.kind)]
    return "\n".join(lines) + "\n"


def paper_row(paper: Paper) -> str:
    """Return one row of the table of papers."""
    signers = ", then ".join(" and ".join(group) for group in paper.signers)
    template = paper.template.relative_to(Path(settings.PACKAGE))
    return f"| `{paper.kind}` | {paper.title} | `{paper.issued_by}` | {signers} | `{template}` |"


def tables_page() -> str:
    """Return every table of law with its rules and the days from which its versions hold."""
    lines = ["# Tables of law", "", "Entries are dated and only ever appended to; a day before the first raises.", ""]
    for path in sorted(TABLES.glob("*.toml")):
        content = tomllib.loads(path.read_text("utf-8"))
        lines += [
            f"## `{path.stem}`: {content.get('title', '')}",
            "",
            "| rule | 中文 | English | since |",
            "|---|---|---|---|",
        ]
        lines += [table_row(name, rule) for name, rule in content.get("rules", {}).items()]
        lines += [list_row(name, rows) for name, rows in content.items() if isinstance(rows, list)]
        lines.append("")
    return "\n".join(lines)


def table_row(name: str, rule: dict[str, Any]) -> str:
    """Return one rule of a table of law."""
    since = ", ".join(sorted(str(entry["since"]) for entry in rule.get("entry", []) if "since" in entry))
    return f"| `{name}` | {rule.get('zh', '')} | {rule.get('en', '')} | {since} |"


def list_row(name: str, rows: list[Any]) -> str:
    """Return one plain list of a table of law."""
    return f"| `{name}` |  | {len(rows)} entries |  |"


def settings_page() -> str:
    """Return every ``FENGQIAO_*`` variable with its meaning."""
    lines = [
        "# Settings",
        "",
        "Environment variables; a misspelt one stops the start. Secrets may lie in a file: `…_FILE`.",
        "",
    ]
    lines += ["| variable | meaning |", "|---|---|"]
    lines += [f"| `{name}` | {meaning} |" for name, meaning in sorted(settings.KNOWN_SETTINGS.items())]
    return "\n".join(lines) + "\n"


def permissions_page() -> str:
    """Return which role may take which step."""
    roles = list(ROLES)
    lines = [
        "# Permissions",
        "",
        "Who may take which step. Everybody else is refused with the reason; strangers meet 404.",
        "",
    ]
    lines += [f"| step | {' | '.join(str(ROLES[role]) for role in roles)} |", f"|---|{'---|' * len(roles)}"]
    for procedure in own_procedures().values():
        for step in procedure.steps.values():
            lines.append(f"| `{step.code}` | {' | '.join('yes' if role in step.by else '' for role in roles)} |")
    return "\n".join(lines) + "\n"


def addresses_page() -> str:
    """Return every address of pages and API with its name."""
    lines = ["# Addresses", "", "| address | name |", "|---|---|"]
    lines += [f"| `/{path}` | `{name}` |" for path, name in sorted(addresses(get_resolver().url_patterns))]
    return "\n".join(lines) + "\n"


def addresses(
    patterns: Iterable[URLPattern | URLResolver], prefix: str = "", space: str = ""
) -> Iterable[tuple[str, str]]:
    """Yield address and name of every pattern."""
    for pattern in patterns:
        path = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern.url_patterns, path, inner)
        else:
            yield path, f"{space}{pattern.name or ''}"


def index_page(names: Iterable[str]) -> str:
    """Return the list of pages, and every command with its help."""
    lines = ["# Reference", "", *(f"* [{name.removesuffix('.md')}]({name})" for name in names), ""]
    return "\n".join(lines)


def codes(values: Iterable[str]) -> str:
    """Return codes in code marks."""
    return ", ".join(f"`{value}`" for value in values)


def _sentence(doc: str | None) -> str:
    return (doc or "").strip().split("\n")[0].rstrip(".")
