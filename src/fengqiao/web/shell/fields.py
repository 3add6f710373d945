"""Form fields in the house style: label, hint, error and control, each found by the others through ids."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input

CLASSES: dict[type[forms.Widget], str] = {
    forms.Textarea: "area",
    forms.Select: "select",
    Input: "input",
}
DJANGO_ROWS, OUR_ROWS = "10", "4"
GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def field_context(bound: BoundField) -> dict[str, Any]:
    """Return what ``shell/_field.html`` shows of one bound field."""
    widget = bound.field.widget
    described = [f"{bound.auto_id}-h"] if bound.help_text else []
    described += [f"{bound.auto_id}-e"] if bound.errors else []
    return {
        "bound": bound,
        "kind": _kind(widget),
        "described": " ".join(described),
        "unit": widget.attrs.get("data-unit", ""),
        "options": [_option(choice) for choice in bound] if isinstance(widget, GROUPS) else [],
        "control": _control(bound, " ".join(described)),
    }


def summary(form: forms.BaseForm) -> list[tuple[str, str]]:
    """Return every error of a form once, with the id to jump to (nothing for errors of the whole form)."""
    found = [("", str(error)) for error in form.non_field_errors()]
    for bound in form:
        if bound.errors and not bound.is_hidden:
            first = f"{bound.auto_id}_0" if isinstance(bound.field.widget, GROUPS) else bound.auto_id
            found += [(first, str(error)) for error in bound.errors]
    return found


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, GROUPS):
        return "group"
    if isinstance(widget, forms.CheckboxInput):
        return "box"
    return "hidden" if widget.is_hidden else "plain"


def _option(choice: Any) -> dict[str, Any]:
    """Return one radio card; a choice label of two lines is the choice and its consequence."""
    first, _line, second = str(choice.choice_label).partition("\n")
    return {"tag": choice.tag(wrap_label=False), "id": choice.id_for_label, "first": first, "second": second}


def _control(bound: BoundField, described: str) -> str:
    attrs: dict[str, str | bool] = {"aria-describedby": described} if described else {}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    widget = bound.field.widget
    name = next((name for kind, name in CLASSES.items() if isinstance(widget, kind)), "")
    if name and _kind(widget) == "plain":
        attrs["class"] = f"{name} {widget.attrs.get('class', '')}".strip()
    if isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == DJANGO_ROWS:
        attrs["rows"] = OUR_ROWS
    return "" if isinstance(widget, GROUPS) else bound.as_widget(attrs=attrs)
