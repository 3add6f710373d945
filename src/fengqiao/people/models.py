"""Who acts: persons, organisations, and the posts that persons hold in them."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fengqiao.ledger.models import Leaf
from fengqiao.people.fields import BlindIndexField, EncryptedTextField


class PersonManager(BaseUserManager["Person"]):
    """Persons without passwords (parties) and with (staff)."""


class Person(AbstractBaseUser):
    """A natural person. Parties have no password; staff have one and a second factor."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    login = models.CharField(_("login name"), max_length=60, unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=60)
    id_number = EncryptedTextField(_("identity number"), blank=True)
    id_number_index = BlindIndexField(of="id_number")
    phone = EncryptedTextField(_("mobile number"), blank=True)
    phone_index = BlindIndexField(of="phone")
    email = EncryptedTextField(_("e-mail"), blank=True)
    email_index = BlindIndexField(of="email")
    address = EncryptedTextField(_("address"), blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    verified_at = models.DateTimeField(_("identity verified"), null=True, blank=True)
    verified_by = models.CharField(max_length=40, blank=True, help_text="Identity gateway that answered yes")
    totp_key = EncryptedTextField(blank=True)
    totp_last = models.BigIntegerField(default=0, help_text="Last accepted time step; a code works once")
    language = models.CharField(max_length=10, default="zh-hans")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "login"
    objects = PersonManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["id_number_index"], condition=~Q(id_number_index=""), name="people_one_person_per_id_number"
            ),
        ]
        indexes = [models.Index(fields=["phone_index"]), models.Index(fields=["email_index"])]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the look-up index along with the encrypted column that it belongs to."""
        if (fields := kwargs.get("update_fields")) is not None:
            indexed = {"id_number", "phone", "email"}.intersection(fields)
            kwargs["update_fields"] = {*fields, *(f"{name}_index" for name in indexed)}
        super().save(*args, **kwargs)


class Organisation(models.Model):
    """A company, a mediation body or a court."""

    class Kind(models.TextChoices):
        COMPANY = "company", _("company")
        MEDIATION_BODY = "mediation_body", _("mediation body")
        COURT = "court", _("court")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    route = models.CharField(
        max_length=20, blank=True, help_text="Mediation body: court_platform or peoples_mediation (day of effect)"
    )
    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(max_length=40, blank=True)
    credit_code = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    code = models.CharField(max_length=20, blank=True, help_text="Court code or body word in document numbers")
    invited_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, help_text="Inviting court (CPL 205)")
    about = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"], condition=~Q(credit_code=""), name="people_one_organisation_per_credit_code"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A dated post of a person in an organisation; a role in a case is a Participation, not this."""

    class Role(models.TextChoices):
        LEGAL_REPRESENTATIVE = "legal_representative", _("legal representative")
        MEDIATOR = "mediator", _("mediator")
        FILING_CLERK = "filing_clerk", _("filing clerk")
        JUDGE = "judge", _("judge")
        JUDGES_CLERK = "judges_clerk", _("judge's clerk")
        PRESIDENT = "president", _("court president")
        ADMINISTRATOR = "administrator", _("administrator")

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=30, choices=Role.choices)
    about = models.CharField(max_length=200, blank=True, help_text="Fields, years, languages: the public profile (T5)")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["organisation", "role", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation", "role", "since"], name="people_post_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.role} {self.organisation}"


class OneTimeCode(models.Model):
    """A six-digit code that was sent to an address for one purpose. Only keyed digests are kept."""

    address_index = models.CharField(max_length=64)
    purpose = models.CharField(max_length=20)
    scope = models.CharField(max_length=64, blank=True, help_text="Keyed digest of the visit or paper it is bound to")
    digest = models.CharField(max_length=64)
    sent = models.CharField(max_length=10, blank=True, help_text="State of the gateway's answer")
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["address_index", "purpose"], name="people_code_address")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class Throttle(models.Model):
    """When something was last done by one address or client, to say no when it is too often."""

    key = models.CharField(max_length=64, primary_key=True, help_text="Keyed digest of act and address")
    times = models.JSONField(default=list, help_text="Seconds since 1970, oldest first")

    def __str__(self) -> str:
        return self.key[:8]


class RecoveryCode(models.Model):
    """Stands in once for the authenticator app of a member of staff."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"recovery code {self.pk}"


class LogIn(models.Model):
    """One session of a person, so that it can be seen and ended from another device."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="log_ins")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=60, blank=True)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-since"]

    def __str__(self) -> str:
        return f"log-in {self.pk}"


class Change(models.Model):
    """What an administrator changed about a person, why, and whether the person was told. Kept for good."""

    class Kind(models.TextChoices):
        APPOINTED = "appointed", _("gave a post")
        ENDED = "ended", _("ended a post")
        APP_RESET = "app_reset", _("took the lost authenticator app away")
        CORRECTED = "corrected", _("corrected personal data")

    person = models.ForeignKey(Person, models.PROTECT, related_name="changes")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    reason = EncryptedTextField()
    details = EncryptedTextField(help_text="JSON: for each thing that changed, what it was and what it is")
    at = models.DateTimeField()
    leaf = models.OneToOneField(Leaf, models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)
    told_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["told_tries"], condition=Q(told_at=None), name="people_change_untold")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
