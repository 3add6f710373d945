"""Offers as a log, and the agreement with typed terms that comes of them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.models import Case, Participation


class Offer(models.Model):
    """One structured offer of one side. Never edited: accepted, rejected, countered or withdrawn by a later act."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")
        COUNTERED = "countered", _("answered by another offer")
        WITHDRAWN = "withdrawn", _("withdrawn")
        SET_ASIDE = "set_aside", _("accepted, then set aside when the talks were reopened")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="offers")
    round = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=1, choices=Participation.Side.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    amount = models.DecimalField(_("amount in yuan"), max_digits=14, decimal_places=2)
    instalments = models.JSONField(
        default=list, help_text='[{"amount": "2000.00", "due": "2026-12-05"}, …], sum = amount'
    )
    other = models.TextField(_("other terms"), blank=True)
    counters = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="countered_by")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["round"]
        constraints = [
            models.UniqueConstraint(fields=["case", "round"], name="negotiation_offer_one_per_round"),
            models.UniqueConstraint(
                fields=["case", "side"], condition=Q(state="open"), name="negotiation_one_open_offer"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="negotiation_offer_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.amount}"


class Agreement(models.Model):
    """One version of the agreement text of a case; an edit makes the next version and voids assents."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SIGNING = "signing", _("being signed")
        EFFECTIVE = "effective", _("in effect")
        VOID = "void", _("void")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="agreements")
    version = models.PositiveSmallIntegerField()
    number = models.CharField(_("number"), max_length=60, blank=True)
    facts = models.TextField(_("main facts and issues"))
    undisputed = models.JSONField(default=list, help_text="Facts that both sides ticked, as text")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    drawn_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_up_at = models.DateTimeField()
    effective_on = models.DateField(null=True, blank=True)
    effect_rule = models.JSONField(default=dict, help_text="Rule of law that gave the day: code, zh, en")

    class Meta:
        ordering = ["case", "version"]
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="negotiation_agreement_version_once"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=["draft", "signing", "effective"]),
                name="negotiation_one_live_agreement",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"agreement v{self.version}"


class Term(models.Model):
    """One promise: who does what, how much, until when, where, and what follows if not."""

    class Act(models.TextChoices):
        PAY = "pay", _("pay money")
        DELIVER = "deliver", _("hand over or return goods")
        PERFORM = "perform", _("do a service")
        REFRAIN = "refrain", _("stop or refrain from something")
        END_CONTRACT = "end_contract", _("end the contract")
        APOLOGISE = "apologise", _("apologise")
        OTHER = "other", _("other")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="terms")
    position = models.PositiveSmallIntegerField()
    debtor = models.CharField(max_length=1, choices=[*Participation.Side.choices, ("", _("both"))], blank=True)
    act = models.CharField(max_length=20, choices=Act.choices)
    text = models.TextField(_("in words"), blank=True)
    amount = models.DecimalField(_("amount in yuan"), max_digits=14, decimal_places=2, null=True, blank=True)
    due = models.DateField(_("until"), null=True, blank=True)
    instalments = models.JSONField(default=list)
    place = models.CharField(_("place, account or manner"), max_length=200, blank=True)
    default = models.TextField(_("if not done"), blank=True)

    class Meta:
        ordering = ["agreement", "position"]
        constraints = [models.UniqueConstraint(fields=["agreement", "position"], name="negotiation_term_once")]

    def __str__(self) -> str:
        return f"{self.position} {self.act}"
