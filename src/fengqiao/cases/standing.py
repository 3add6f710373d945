"""How somebody stands in a case: for themself, for a company, a child, or whoever gave authority. What is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.models import Representation
from fengqiao.gateways import IdentityGateway
from fengqiao.people.actions import register_absent
from fengqiao.people.companies import register_company
from fengqiao.people.errors import Text
from fengqiao.people.forms import PeopleForm
from fengqiao.people.models import Organisation, Person, Post
from fengqiao.people.names import check_name
from fengqiao.people.numbers import check_credit_code, check_id_number, is_minor

KINDS = Representation.Kind
SELF, COMPANY, CHILD, AGENT = "self", "company", "child", "agent"
HEAD, SPECIAL, GENERAL = "head", "special", "general"
ACCEPT = "image/jpeg,image/png,image/webp,application/pdf"
WHOM: tuple[tuple[str, Any], ...] = (
    (SELF, _("myself")),
    (COMPANY, _("a company or organisation\nas its legal representative or with a power of attorney")),
    (CHILD, _("a child under 18\nI am a parent or guardian")),
    (AGENT, _("somebody who gave me authority\nI have a power of attorney")),
)
SCOPES: tuple[tuple[str, Any], ...] = (
    (SPECIAL, _("special authority 特别授权\nthe paper says that I may accept, waive, settle and apply")),
    (GENERAL, _("general authority\nI may speak and hand in papers, but not settle or sign")),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A complete answer: for whom, in which way. ``name`` and number are those of the company, child or principal."""

    whom: str
    kind: str
    name: str
    number: str
    special: bool = False
    relation: str = ""


def principal_of(standing: Standing, *, gateway: IdentityGateway, at: Any) -> Person | Organisation:
    """Return the company, child or principal, registered when new; the registry is asked about a person.

    NotAccepted says what is wrong with name or number. Call it outside a transaction that others wait for.
    """
    if standing.whom == COMPANY:
        return register_company(standing.name, standing.number)
    return register_absent(standing.name, standing.number, at=at, gateway=gateway)


def heads(person: Person, credit_code: str = "") -> bool:
    """Return whether the person is known as the legal representative of the company with this code, or of any."""
    today = timezone.localdate()
    posts = Post.objects.filter(person=person, role=Post.Role.LEGAL_REPRESENTATIVE, since__lte=today)
    if credit_code:
        posts = posts.filter(organisation__credit_code=credit_code)
    return posts.filter(Q(until=None) | Q(until__gt=today)).exists()


def of_full_age(name: str) -> Text:
    """Return why nobody is guardian of a grown person here, and what to do instead."""
    return _(
        "%(name)s is 18 or older: either they act themselves, or they give you a power of attorney. For a grown person "
        "whose capacity a court has declared limited, please come to the counter with the judgment."
    ) % {"name": name}


class WhomForm(PeopleForm):
    """For whom somebody acts; "myself" is chosen beforehand and needs nothing more."""

    stands_for = forms.ChoiceField(
        choices=WHOM,
        initial=SELF,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose for whom you act."),
            "invalid_choice": _("Choose for whom you act."),
        },
    )

    def __init__(self, *args: Any, label: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stands_for"].label = label


class StandingForm(PeopleForm):
    """What every way of standing for another asks: the scope, and the paper that shows it.

    A paper that arrived before is not asked for again (``has_paper``).
    """

    whom = AGENT
    needs_paper = True
    missing_paper: Any = _("Please upload the paper that shows your authority: a photo or PDF is enough.")

    authority = forms.FileField(
        label=_("Photo or PDF of the paper"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )

    def __init__(self, *args: Any, has_paper: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_paper = has_paper
        self.fields["authority"].required = self.needs_paper and not has_paper
        self.fields["authority"].error_messages["required"] = self.missing_paper

    def clean_name(self) -> str:
        """Return the name in normal form."""
        return str(self.checked(check_name, self.cleaned_data["name"]))

    @property
    def standing(self) -> Standing:
        """Return the complete answer of a valid form."""
        data = self.cleaned_data
        number = data.get("credit_code") or data.get("id_number") or ""
        name, scope = data.get("name", ""), data.get("acts_as", "")
        kind = KINDS.LEGAL_REPRESENTATIVE if scope == HEAD else KINDS.GUARDIAN if self.whom == CHILD else KINDS.AGENT
        return Standing(self.whom, kind.value, name, number, scope == SPECIAL, data.get("relation", ""))


def _name(label: Any, missing: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": missing},
    )


def _radio(label: Any, choices: Any, missing: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, error_messages={"required": missing}
    )


class PersonNumberForm(StandingForm):
    """A principal who is a natural person: name and identity number."""

    id_number = forms.CharField(
        label=_("Identity number of this person"),
        max_length=60,
        help_text=_("18 characters, on the card or in the household register. Stored encrypted."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "num"}),
        error_messages={"required": _("Write the identity number of the person for whom you act.")},
    )

    def clean_id_number(self) -> str:
        """Return the number in normal form; the age must fit the way of standing."""
        today = timezone.localdate()
        found = self.checked(check_id_number, self.cleaned_data["id_number"], on=today)
        if reason := self.wrong_age(minor=is_minor(found.birth_date, today)):
            raise forms.ValidationError(reason)  # type: ignore[arg-type]
        return str(found.number)

    def wrong_age(self, *, minor: bool) -> Text | None:
        """Return why this way of standing does not fit the person's age."""
        return None


class ChildForm(PersonNumberForm):
    """A child under 18, through a parent or guardian (Civil Code 23, 27)."""

    whom = CHILD
    missing_paper = _("Please upload a photo of the birth certificate, household register or other proof.")

    name = _name(_("Name of the child"), _("Write the child's name."))
    relation = _radio(
        _("What are you to the child"), Representation.Relation.choices, _("Choose what you are to the child.")
    )
    field_order = ["name", "id_number", "relation", "authority"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].label = _("Proof that you are the guardian")
        self.fields["authority"].help_text = _(
            "Birth certificate, household register, or the decision that names you. A photo or PDF."
        )

    def wrong_age(self, *, minor: bool) -> Text | None:
        """A guardian acts for a child; a grown person acts alone or gives authority."""
        return None if minor else of_full_age(self.cleaned_data.get("name") or str(_("This person")))


class AgentForm(PersonNumberForm):
    """A grown person who gave somebody a power of attorney (CPL 61, 62)."""

    whom = AGENT
    missing_paper = _("Please upload the power of attorney: a photo or PDF is enough.")

    name = _name(_("Who gave you the authority"), _("Write the name of whoever gave you the authority."))
    acts_as = _radio(_("What the power of attorney says"), SCOPES, _("Choose what the power of attorney says."))
    field_order = ["name", "id_number", "acts_as", "authority"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].label = _("Power of attorney")
        self.fields["authority"].help_text = _("Signed by the person for whom you act. A photo or PDF.")

    def wrong_age(self, *, minor: bool) -> Text | None:
        """For a child only a guardian acts."""
        return _("This person is under 18: only a parent or guardian acts for them.") if minor else None


class KnownCompanyForm(StandingForm):
    """A company whose name and code are known: who acts for it, with which paper."""

    whom = COMPANY

    acts_as = _radio(
        _("How do you stand for the company?"),
        (
            (HEAD, _("I am its legal representative\nthe paper: business licence or certificate of the post")),
            (SPECIAL, _("I am its agent with special authority 特别授权\nI may accept, waive, settle and apply")),
            (GENERAL, _("I am its agent with general authority\nI may speak and hand in papers, not settle or sign")),
        ),
        _("Choose how you stand for the company"),
    )
    field_order = ["name", "credit_code", "acts_as", "authority"]

    def __init__(self, *args: Any, person: Person | None = None, code: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.code = person, code
        self.fields["authority"].help_text = _("With the company's seal. A photo or PDF is enough.")
        if person and heads(person):
            self.fields["authority"].required = False

    def clean(self) -> dict[str, Any]:
        """Ask for the paper, except of a legal representative who is known as such."""
        data = super().clean() or {}
        code = data.get("credit_code") or self.code
        known = data.get("acts_as") == HEAD and self.person and heads(self.person, code)
        if not (known or data.get("authority") or self.has_paper or "authority" in self.errors):
            self.add_error("authority", self.missing_paper)
        return data


class CompanyForm(KnownCompanyForm):
    """A company or organisation with its name and unified social credit code."""

    name = _name(_("Name of the company or organisation"), _("Write the name as it stands on the business licence."))
    credit_code = forms.CharField(
        label=_("Unified social credit code"),
        max_length=60,
        help_text=_("18 characters, on the business licence."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "num"}),
        error_messages={"required": _("Write the unified social credit code. It stands on the business licence.")},
    )

    def clean_credit_code(self) -> str:
        """Return the code in normal form, checked character by character."""
        return str(self.checked(check_credit_code, self.cleaned_data["credit_code"]))


FORMS: dict[str, type[StandingForm]] = {COMPANY: CompanyForm, CHILD: ChildForm, AGENT: AgentForm}
