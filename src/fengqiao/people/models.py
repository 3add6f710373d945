"""Who acts: persons, organisations, and the posts that persons hold in them."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fengqiao.people.fields import EncryptedTextField


class PersonManager(BaseUserManager["Person"]):
    """Persons without passwords (parties) and with (staff)."""


class Person(AbstractBaseUser):
    """A natural person. Parties have no password; staff have one and a second factor."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    login = models.CharField(_("login name"), max_length=60, unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=60)
    id_number = EncryptedTextField(_("identity number"), blank=True)
    id_number_index = models.CharField(max_length=64, blank=True, editable=False)
    phone = EncryptedTextField(_("mobile number"), blank=True)
    phone_index = models.CharField(max_length=64, blank=True, editable=False)
    email = EncryptedTextField(_("e-mail"), blank=True)
    email_index = models.CharField(max_length=64, blank=True, editable=False)
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
