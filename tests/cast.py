"""The persons of every test, and the court and body they belong to."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.utils.functional import cached_property

from fengqiao.people.models import Organisation, Person, Post

START = datetime(2026, 11, 9, 12, 47, tzinfo=UTC)
"""Monday 9 November 2026, 20:47 in Shanghai."""


class Cast:
    """Makes each person when first asked for."""

    @cached_property
    def court(self) -> Organisation:
        return Organisation.objects.create(kind="court", name="枫溪市互联网法庭", code="川0000")

    @cached_property
    def body(self) -> Organisation:
        return Organisation.objects.create(
            kind="mediation_body",
            route="court_platform",
            name="枫溪市消费纠纷调解委员会",
            code="枫消调",
            invited_by=self.court,
        )

    @cached_property
    def ali(self) -> Person:
        return self._person("阿丽", "13800000001")

    @cached_property
    def bowen(self) -> Person:
        return self._person("博文", "13800000002")

    @cached_property
    def chen(self) -> Person:
        return self._staff("陈调", Post.Role.MEDIATOR, self.body)

    @cached_property
    def ding(self) -> Person:
        return self._staff("丁法官", Post.Role.JUDGE, self.court)

    @cached_property
    def luo(self) -> Person:
        return self._staff("罗书记", Post.Role.FILING_CLERK, self.court)

    @cached_property
    def gao(self) -> Person:
        return self._staff("高书记员", Post.Role.JUDGES_CLERK, self.court)

    @cached_property
    def stranger(self) -> Person:
        return self._person("外人", "13800000009")

    def _person(self, name: str, phone: str) -> Person:
        return Person.objects.create(name=name, phone=phone, verified_at=START, verified_by="demo")

    def _staff(self, name: str, role: str, organisation: Organisation) -> Person:
        person = self._person(name, "")
        Post.objects.create(person=person, organisation=organisation, role=role, since=date(2020, 1, 1))
        return person
