"""What must be true before a step of the mediation; each answers with the reason why not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from fengqiao.cases.actors import Actor
from fengqiao.cases.authority import must_be_checked
from fengqiao.cases.consents import consent_in_force
from fengqiao.cases.models import Case, Participation
from fengqiao.cases.steps import Text
from fengqiao.law.delivery import day_of
from fengqiao.law.mediation import disclosure_grounds, sham_questions
from fengqiao.mediation.models import Mediation
from fengqiao.mediation.panel import candidates
from fengqiao.mediation.queries import facts_of, mediation_of, party_of, record_of
from fengqiao.mediation.signatures import signed_at
from fengqiao.mediation.wording import word_of, words
from fengqiao.negotiation.agreements import live_agreement
from fengqiao.negotiation.clauses import blocking
from fengqiao.negotiation.models import Agreement


def application_complete(case: Case, actor: Actor) -> Text | None:
    """Both sides named, the applicant's identity checked, and a way to reach the other side (T8)."""
    applicant, respondent = party_of(case, "applicant"), party_of(case, "respondent")
    if applicant is None or applicant.joined_at is None:
        return _("The applicant's identity has not been checked.")
    if not _somebody_acts(applicant):
        return _(
            "Nobody acts for %(name)s now: the authority was refused. Wait for another paper, or return the "
            "application."
        ) % {"name": applicant.name}
    if respondent is None:
        return _("The application names no other side.")
    if not (respondent.person_id or respondent.phone or respondent.email or respondent.address):
        return _("There is no telephone number, e-mail or address of the other side. Ask the applicant for one.")
    return None


def _somebody_acts(row: Participation) -> bool:
    """Return whether the side can act: in person, or through somebody whose authority was not refused."""
    in_person = bool(row.person_id) and not row.organisation_id and not row.minor
    return in_person or row.representations.filter(until=None, refused_because="").exists()


def somebody_can_be_appointed(case: Case, actor: Actor) -> Text | None:
    """At least one mediator of the roll is free for this case."""
    if candidates(case, day_of(case.changed_at)):
        return None
    return _("Nobody on the roll can be asked: everyone declined this case or takes part in it.")


def identity_checked_again(case: Case, actor: Actor) -> Text | None:
    """The party's identity was checked again since the mediator took the case on (在线诉讼规则第7条, T17)."""
    row, opened = actor.participation, mediation_of(case).taken_on_at
    if row is not None and row.checked_at and opened and row.checked_at >= opened:
        return None
    return _("Your identity must be checked again now that the mediation begins. Use the code sent to your phone.")


def agreed_to_online_mediation(case: Case, actor: Actor) -> Text | None:
    """The party consented to mediation online (T15, T16)."""
    if actor.participation is not None and consent_in_force(actor.participation, "online_mediation"):
        return None
    return _("To talk here you must agree to mediation online. You can stop at any time.")


def relation_to_accept(row: Mediation) -> Text:
    """Return the sentence that names the disclosed relation and asks for agreement."""
    if row.taken_on_at is None:
        raise LookupError(f"nobody took case {row.case_id} on, so nothing was disclosed")
    on = day_of(row.taken_on_at)
    named = "；".join(word_of(code, disclosure_grounds, on) for code in row.disclosed)
    return _("The mediator disclosed: %(relation)s. Say whether you want to go on with this mediator.") % {
        "relation": named
    }


def relation_disclosed_to_me(case: Case, actor: Actor) -> Text | None:
    """There is a disclosed relation that this side has not yet accepted."""
    row = mediation_of(case)
    if not row.disclosed:
        return _("The mediator disclosed no relation, so there is nothing to agree to.")
    if getattr(row, f"kept_by_{actor.side}_at"):
        return _("You have already agreed to go on with this mediator.")
    return None


def relation_accepted_by_both(case: Case, actor: Actor) -> Text | None:
    """A mediator who disclosed a relation goes on only when both sides agree (T13)."""
    row = mediation_of(case)
    if not row.disclosed or (row.kept_by_a_at and row.kept_by_b_at):
        return None
    side = Participation.Side.B if row.kept_by_a_at else Participation.Side.A
    return _("The %(side)s has not agreed to go on with a mediator who disclosed a relation.") % {"side": side.label}


def record_confirmed(case: Case, actor: Actor) -> Text | None:
    """The newest mediation record is confirmed by both sides (T22)."""
    record = record_of(case)
    if record is None:
        return _("There is no mediation record yet. Write it and ask both sides to confirm it.")
    if record.confirmed:
        return None
    side = Participation.Side.B if record.confirmed_a_at else Participation.Side.A
    return _("The mediation record is not confirmed by the %(side)s.") % {"side": side.label}


def facts_settled(case: Case, actor: Actor) -> Text | None:
    """Every fact that was put is ticked by both sides; a disputed one is struck by the mediator (T22)."""
    waiting = [fact for fact in facts_of(case) if not fact.undisputed]
    if not waiting:
        return None
    return _("Fact %(number)d is not ticked by both sides. Wait for the tick, or strike it.") % {
        "number": waiting[0].number
    }


def agreement_ready(case: Case, actor: Actor) -> Text | None:
    """There is a draft of the agreement without faults that block it."""
    agreement = live_agreement(case)
    if agreement is None or agreement.state != Agreement.State.DRAFT:
        return _("There is no draft of an agreement yet. Draw one up from the accepted offer, or write the terms.")
    faults = blocking(agreement, today=day_of(case.changed_at))
    return faults[0].text if faults else None


def own_signature_waiting(case: Case, actor: Actor) -> Text | None:
    """The actor's side has not signed the text that is out."""
    at = signed_at(case).get(actor.side)
    return None if at is None else _("You have already signed this text.")


def every_party_signed(case: Case, actor: Actor) -> Text | None:
    """Both sides signed the text that is out (T19)."""
    missing = [side for side, at in signed_at(case).items() if at is None]
    if not missing:
        return None
    return _("Not signed yet by the %(side)s.") % {"side": Participation.Side(missing[0]).label}


def sham_screen_answered(case: Case, actor: Actor) -> Text | None:
    """The questions against sham mediation were all answered yes for the text that is out (T17, T23)."""
    row = mediation_of(case)
    if row.sham_checked_at and all(row.sham_answers.values()):
        return None
    return _("Answer the questions against sham mediation first.")


def looks_sham(answers: Mapping[str, bool], on: date) -> Text | None:
    """Return what to do when a question of the screen against sham mediation is not answered yes (T17, T23, Y18)."""
    open_questions = [item for item in sham_questions(on) if not answers.get(item.code)]
    if not open_questions:
        return None
    return _(
        "Do not conclude: “%(question)s” is not certain. Stop the talks, ask for proof, and report to the court; "
        "if it stays so, end the mediation."
    ) % {"question": words(open_questions[0])}


def authority_checked(case: Case, actor: Actor) -> Text | None:
    """Nothing goes out for signature while an uploaded authority waits for its check (CPL 62)."""
    return must_be_checked(case)
