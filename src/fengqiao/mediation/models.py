"""What belongs to the mediation alone. Trial roles never read these tables (在线调解规则第18条)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.models import Case, Participation


class Mediation(models.Model):
    """What one mediation knows beyond its state: disclosure, answer, sham screen, end."""

    class Answer(models.TextChoices):
        ACCEPT = "accept", _("accepts what is asked")
        OFFER = "offer", _("makes another offer")
        DISPUTE = "dispute", _("disputes it")

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="mediation")
    taken_on_at = models.DateTimeField(null=True, blank=True, help_text="The period of mediation runs from here (T24)")
    disclosed = models.JSONField(default=list, help_text="Codes of law.mediation.disclosure_grounds (T13)")
    disclosure_note = models.CharField(max_length=300, blank=True)
    kept_by_a_at = models.DateTimeField(null=True, blank=True, help_text="Goes on with a mediator who disclosed")
    kept_by_b_at = models.DateTimeField(null=True, blank=True, help_text="Goes on with a mediator who disclosed")
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    statement = models.TextField(blank=True, help_text="The other side's own account; never leaves the mediation")
    answered_at = models.DateTimeField(null=True, blank=True)
    end_ground = models.CharField(max_length=30, blank=True, help_text="Code of law.mediation.end_grounds (T25)")
    end_note = models.TextField(blank=True, help_text="For the body's file, not for the parties (T21)")
    sham_answers = models.JSONField(default=dict, help_text="Codes of law.mediation.sham_questions")
    sham_checked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"mediation {self.case_id}"


class Appointment(models.Model):
    """One mediator asked to take one case, and the reply."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        TAKEN = "taken", _("took it on")
        DECLINED = "declined", _("declined")
        LAPSED = "lapsed", _("did not reply")

    case = models.ForeignKey(Case, models.PROTECT, related_name="appointments")
    mediator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="appointments")
    participation = models.OneToOneField(Participation, models.PROTECT, related_name="appointment")
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    replied_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=30, blank=True, help_text="Code of law.mediation.decline_reasons (T12)")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=["asked", "taken"]), name="mediation_one_live_appointment"
            ),
        ]
        indexes = [models.Index(fields=["mediator", "state"])]

    def __str__(self) -> str:
        return f"{self.mediator} {self.state}"


WRONG_PERSON = Q(outcome__in=("not_the_person", "other_name"), handled_at=None)
"""Words of somebody who was reached by mistake, not yet dealt with."""


class Contact(models.Model):
    """One attempt to reach the other side, or a word from somebody who was reached wrongly."""

    class Outcome(models.TextChoices):
        REACHED = "reached", _("reached, talked")
        NO_ANSWER = "no_answer", _("nobody answered")
        WRONG_NUMBER = "wrong_number", _("the number does not work")
        NOT_THE_PERSON = "not_the_person", _("says: I am not this person")
        OTHER_NAME = "other_name", _("answers under another name than the application gives")

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="contacts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["at"], name="mediation_contact_wrong", condition=WRONG_PERSON)]

    def __str__(self) -> str:
        return f"{self.outcome} {self.participation_id}"


class Fact(models.Model):
    """A fact put to both sides. Ticked by both it is undisputed 无争议 and may leave the mediation (T18, T22)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="facts")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(_("fact"), max_length=500)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    ticked_a_at = models.DateTimeField(null=True, blank=True)
    ticked_a_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ticked_b_at = models.DateTimeField(null=True, blank=True)
    ticked_b_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    struck_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["case", "number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="mediation_fact_number_once")]

    def __str__(self) -> str:
        return f"fact {self.number}"

    @property
    def undisputed(self) -> bool:
        """Return whether both sides ticked it."""
        return bool(self.ticked_a_at and self.ticked_b_at and not self.struck_at)


class MediationRecordDraft(models.Model):
    """One version of the mediation record 调解笔录; each side confirms that it says what was said (T22)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="mediation_records")
    version = models.PositiveSmallIntegerField()
    text = models.TextField(_("record"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    confirmed_a_at = models.DateTimeField(null=True, blank=True)
    confirmed_a_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_b_at = models.DateTimeField(null=True, blank=True)
    confirmed_b_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["case", "version"]
        constraints = [models.UniqueConstraint(fields=["case", "version"], name="mediation_record_version_once")]

    def __str__(self) -> str:
        return f"record v{self.version}"

    @property
    def confirmed(self) -> bool:
        """Return whether both sides confirmed this version."""
        return bool(self.confirmed_a_at and self.confirmed_b_at)
