"""What belongs to one judicial confirmation 司法确认. Nothing of the mediation but the agreement crosses over."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.models import Case, Participation
from fengqiao.documents.models import Document
from fengqiao.negotiation.models import Agreement
from fengqiao.people.models import Organisation


class Confirmation(models.Model):
    """The application of both sides and what became of it."""

    class Outcome(models.TextChoices):
        CONFIRM = "confirm", _("agreement confirmed")
        DISMISS = "dismiss", _("application dismissed")
        REFUSE = "refuse", _("application not accepted")
        PERMIT = "permit", _("withdrawal permitted")
        DEEM = "deem", _("treated as withdrawn")

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="confirmation")
    court = models.ForeignKey(
        Organisation, models.PROTECT, related_name="confirmations", help_text="Gets the case when both sides applied"
    )
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="confirmations")
    effective_on = models.DateField(help_text="Day on which the agreement took effect: the 30 days run from here")
    body = models.CharField(max_length=120, help_text="Body that mediated")
    mediator = models.CharField(max_length=60)
    mediated = models.JSONField(default=dict, help_text="What the mediation says of its record: confirmed by each side")
    competence = models.JSONField(default=dict, help_text="competent, code, zh, en, source, source_en")
    applied_a_at = models.DateTimeField(null=True, blank=True)
    applied_a_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    applied_b_at = models.DateTimeField(null=True, blank=True)
    applied_b_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    application = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    received_at = models.DateTimeField(null=True, blank=True, help_text="When the second side applied")
    judge = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    clerk = models.CharField(max_length=60, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    extended_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    ground = models.CharField(max_length=30, blank=True, help_text="Code of law.confirmation (J355, J358)")
    reason = models.TextField(blank=True)
    ruling = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"confirmation {self.case_id}"

    def applied(self, side: str) -> bool:
        """Return whether this side (``a`` or ``b``) has applied."""
        return bool(getattr(self, f"applied_{side}_at"))


class Finding(models.Model):
    """What the judge found on one review point, after looking at its evidence."""

    confirmation = models.ForeignKey(Confirmation, models.PROTECT, related_name="findings")
    point = models.CharField(max_length=30, help_text="Code of law.confirmation.review_points")
    met = models.BooleanField(help_text="In order")
    evidence_seen = models.BooleanField(default=False)
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["confirmation", "point"], name="confirmation_finding_once")]

    def __str__(self) -> str:
        return f"{self.point} {'met' if self.met else 'not met'}"


class Question(models.Model):
    """A question of the judge to one side or both (J356)."""

    confirmation = models.ForeignKey(Confirmation, models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField()
    to = models.CharField(max_length=1, choices=[("", _("both")), *Participation.Side.choices], blank=True)
    text = models.TextField(_("question"))
    answer_by = models.DateField(_("answer until"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["confirmation", "number"], name="confirmation_question_number")]

    def __str__(self) -> str:
        return f"question {self.number}"

    @property
    def sides(self) -> tuple[str, ...]:
        """Return the sides that are asked."""
        return (self.to,) if self.to else ("a", "b")


class Answer(models.Model):
    """One side's answer. The judge reads it; the other side does not."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    side = models.CharField(max_length=1, choices=Participation.Side.choices)
    text = models.TextField(_("answer"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["question", "side"], name="confirmation_one_answer_a_side")]

    def __str__(self) -> str:
        return f"answer of {self.side} to {self.question_id}"
