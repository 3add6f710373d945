"""Disputes, cases, who takes part, and the append-only record of what happened."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fengqiao.files.models import Blob
from fengqiao.ledger.models import Leaf
from fengqiao.people.fields import EncryptedTextField
from fengqiao.people.models import Organisation
from fengqiao.textkit.codes import shown


class Dispute(models.Model):
    """What happened between people, with the one case code 案码 that it keeps for life."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(_("case code"), max_length=12, unique=True)
    type_code = models.CharField(max_length=60, help_text="Dispute type file")
    type_version = models.CharField(max_length=20, help_text="Frozen at submission")
    cause = models.CharField(_("cause of action"), max_length=60)
    story = models.TextField(_("what happened"))
    request = models.TextField(_("what is asked"))
    amount = models.DecimalField(_("amount in yuan"), max_digits=14, decimal_places=2, null=True, blank=True)
    answers = models.JSONField(default=dict, help_text="Answers to the questions of the dispute type")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="disputes")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.code


class Case(models.Model):
    """One procedure of one dispute. Its state changes only through ``steps.perform``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="cases")
    procedure = models.CharField(max_length=40)
    state = models.CharField(max_length=40)
    revision = models.PositiveIntegerField(default=0)
    number = models.CharField(_("case number"), max_length=60, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="cases", help_text="Body or court in charge"
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at"]
        indexes = [
            models.Index(fields=["organisation", "procedure", "state"]),
            models.Index(fields=["procedure", "state"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="cases_number_once"),
        ]

    def __str__(self) -> str:
        return self.number or shown(self.dispute.code)


class Participation(models.Model):
    """A dated role in one case: a party (person or organisation, perhaps not yet joined) or an officer."""

    class Side(models.TextChoices):
        A = "a", _("applicant's side")
        B = "b", _("other side")

    case = models.ForeignKey(Case, models.PROTECT, related_name="participations")
    role = models.CharField(max_length=30)
    side = models.CharField(max_length=1, choices=Side.choices, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="participations"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="participations", help_text="Company as party"
    )
    name = models.CharField(_("name"), max_length=120, help_text="As given by whoever named this participant")
    phone = EncryptedTextField(_("mobile number"), blank=True)
    email = EncryptedTextField(_("e-mail"), blank=True)
    address = EncryptedTextField(_("address"), blank=True)
    minor = models.BooleanField(default=False, help_text="Acts only through a guardian")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField(null=True, blank=True, help_text="Identity bound to this row")
    checked_at = models.DateTimeField(null=True, blank=True, help_text="Identity last checked again for this case")

    class Meta:
        ordering = ["case", "side", "pk"]
        indexes = [models.Index(fields=["person", "until"])]

    def __str__(self) -> str:
        return f"{self.role} {self.name}"


UNCHECKED = Q(checked_at=None, refused_because="", until=None)
"""An authority that nobody has looked at."""


class Representation(models.Model):
    """Someone who acts for a participant, with the scope and dates of authority."""

    class Kind(models.TextChoices):
        LEGAL_REPRESENTATIVE = "legal_representative", _("legal representative")
        AGENT = "agent", _("agent")
        GUARDIAN = "guardian", _("guardian")

    class Relation(models.TextChoices):
        """Why somebody is a guardian (Civil Code 27)."""

        PARENT = "parent", _("parent")
        RELATIVE = "relative", _("grandparent, or brother or sister of full age")
        NAMED = "named", _("named by a residents' committee, the civil affairs office or a court")

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="representations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="representations")
    kind = models.CharField(max_length=30, choices=Kind.choices)
    special_authority = models.BooleanField(default=False, help_text="特别授权: may settle, waive, apply (CPL 62)")
    relation = models.CharField(max_length=20, choices=Relation.choices, blank=True, help_text="Of a guardian")
    authority = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, help_text="Uploaded power of attorney")
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    refused_because = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["since"], name="representation_unchecked", condition=UNCHECKED)]

    def __str__(self) -> str:
        return f"{self.person} for {self.participation}"


class Consent(models.Model):
    """One separate, dated, withdrawable consent of one side; never pre-ticked."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=40, help_text="Code of law.consents")
    version = models.CharField(max_length=20, help_text="Date of the text that was shown")
    scope = models.JSONField(
        default=dict, blank=True, help_text="For electronic delivery: addresses and document kinds"
    )
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "kind"], condition=Q(withdrawn_at=None), name="cases_consent_one_in_force"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.participation}"


class Record(models.Model):
    """One step that was taken. Append-only; its number is the case's revision; one ledger leaf each."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="records")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=80)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=30)
    side = models.CharField(max_length=1, blank=True)
    at = models.DateTimeField()
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40)
    data = models.JSONField(default=dict, help_text="What every participant of the case may read about the step")
    leaf = models.OneToOneField(Leaf, models.PROTECT, related_name="record")

    class Meta:
        ordering = ["case", "number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="cases_record_one_successor")]

    def __str__(self) -> str:
        return f"{self.step} #{self.number}"


class Telling(models.Model):
    """A notice that was promised inside a step's transaction; a job of ``notices`` sends it."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="tellings")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="tellings")
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["record", "participation"], name="cases_telling_once")]
        indexes = [models.Index(fields=["id"], condition=Q(sent_at=None), name="cases_telling_pending")]

    def __str__(self) -> str:
        return f"{self.record} to {self.participation}"


class Deadline(models.Model):
    """The computed end of a period, with the rule that computed it."""

    class State(models.TextChoices):
        RUNNING = "running", _("running")
        MET = "met", _("met")
        MISSED = "missed", _("missed")

    case = models.ForeignKey(Case, models.PROTECT, related_name="deadlines")
    rule = models.CharField(max_length=60, help_text="Rule of law/tables/deadlines")
    start = models.DateField()
    end = models.DateField()
    length = models.PositiveSmallIntegerField(null=True, help_text="Units, where the law leaves the length open")
    provisional = models.BooleanField(default=False, help_text="A year without announced holidays is touched: 待核")
    computed = models.DateField(null=True, help_text="What the rule gave, when a clerk set another last day")
    reason = models.CharField(max_length=500, blank=True, help_text="Why a clerk set another last day")
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    set_by = models.ForeignKey(Record, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["end", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "rule"], condition=Q(state="running"), name="cases_deadline_one_running"
            )
        ]
        indexes = [models.Index(fields=["state", "end"])]

    def __str__(self) -> str:
        return f"{self.rule} {self.end}"


class NumberSeries(models.Model):
    """The next serial number of one court, kind and year."""

    court_code = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["court_code", "kind", "year"], name="cases_series_once")]

    def __str__(self) -> str:
        return f"{self.year}{self.court_code}{self.kind}"
