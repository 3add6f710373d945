"""The page: a question in own words, the articles that answer it. GET only, so that the address can be shared."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from fengqiao.web.statutes.answers import answers
from fengqiao.web.statutes.library import library

PER_PAGE = 10
LONGEST = 500
EXAMPLES = (
    _("The gym closed, can I get my card refunded?"),
    _("Can I return something that I bought online after opening it?"),
    _("My friend does not pay back the loan, what interest can I ask for?"),
    _("Until when can we ask the court to confirm our agreement?"),
)


class QuestionForm(forms.Form):
    """One question in own words."""

    use_required_attribute = False

    q = forms.CharField(
        label=_("What do you want to know?"),
        required=True,
        max_length=LONGEST,
        help_text=_("A sentence in your own words. Leave out names and numbers: the address of the page holds it."),
        error_messages={
            "required": _("Write what you want to know, in a sentence or a few words."),
            "max_length": _("This is longer than %(limit_value)d characters. Write the question in a few sentences."),
        },
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "enterkeyhint": "search"}),
    )


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Show the form, and for a question the best articles with the words that matched."""
    asked = "q" in request.GET
    form = QuestionForm(request.GET if asked else None, auto_id="%s")
    collection = library()
    context = {"form": form, "count": len(collection.index.rows), "imported": collection.imported}
    if asked and not form.is_valid():
        return render(request, "statutes/search.html", context, status=422)
    if not asked:
        return render(request, "statutes/search.html", {**context, "examples": EXAMPLES})
    page = Paginator(answers(collection, form.cleaned_data["q"]), PER_PAGE).get_page(request.GET.get("page"))
    numbers = list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
    return render(request, "statutes/search.html", {**context, "page": page, "page_numbers": numbers})
