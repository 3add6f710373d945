"""Every door of the platform and who may go through it. Read it like a document; the matrix tests it cell by cell.

One line an address or API operation, by its URL name: who may look (GET), who may act (POST), ``None`` where there is
no such method. Whoever is named must also have a part in the thing behind the door: an applicant opens the own case and
meets 404 at everybody else's. ``only`` names the kinds of things for which the door exists at all.

``STEP`` stands for whoever the declaration of the step names in ``by``.
"""

from __future__ import annotations

from dataclasses import dataclass

Roles = frozenset[str]

PARTIES: Roles = frozenset({"applicant", "respondent"})
TALKS = PARTIES | {"mediator"}
"""Who sits at the table; a respondent may be an agent of a company, an applicant a guardian."""
COURT: Roles = frozenset({"judge", "judges_clerk", "filing_clerk"})
MEDIATORS: Roles = frozenset({"mediator", "other_mediator"})
STAFF = MEDIATORS | COURT | {"president", "administrator"}
LOGGED_IN = STAFF | PARTIES | {"other_party", "stranger"}
EVERYBODY = LOGGED_IN | {"visitor", "invited"}
IN_CASE = TALKS | COURT
"""Whoever can have a part in a case; in which procedure, the scene says (judges and their clerks never in a
mediation, mediators and filing clerks never in a confirmation)."""
APPLICANT: Roles = frozenset({"applicant"})
RESPONDENT: Roles = frozenset({"respondent"})
INVITED: Roles = frozenset({"invited"})
JUDGE: Roles = frozenset({"judge"})
JUDGES_CLERK: Roles = frozenset({"judges_clerk"})
CLERK: Roles = frozenset({"filing_clerk"})
MEDIATOR: Roles = frozenset({"mediator"})
PRESIDENT: Roles = frozenset({"president"})
ADMINISTRATOR: Roles = frozenset({"administrator"})
NOBODY: Roles = frozenset()
STEP: Roles = frozenset({"whoever the step names"})
MEDIATION = frozenset({"course", "sofa", "gym"})
"""The scenes that are mediations: there is no such door in a confirmation."""
CONFIRMATION = frozenset({"ruling"})
JOINT, CAUCUS = frozenset({"joint"}), frozenset({"caucus_a", "caucus_b"})


@dataclass(frozen=True)
class Door:
    """One address: who may look, who may act, for which kinds of things."""

    get: Roles | None
    post: Roles | None
    only: frozenset[str] | None = None
    note: str = ""


DOORS: dict[str, Door] = {
    # The frame: open to all.
    "shell:home": Door(EVERYBODY, None),
    "shell:help": Door(EVERYBODY, None),
    "shell:privacy": Door(EVERYBODY, None),
    "shell:accessibility": Door(EVERYBODY, None),
    "shell:preferences": Door(None, EVERYBODY),
    "law:index": Door(EVERYBODY, None),
    "law:fees": Door(EVERYBODY, None),
    "law:interest": Door(EVERYBODY, None),
    "law:consumer": Door(EVERYBODY, None),
    "law:deadlines": Door(EVERYBODY, None),
    "law:limitation": Door(EVERYBODY, None),
    "law:tables": Door(EVERYBODY, None),
    "law:tables_csv": Door(EVERYBODY, None),
    "law:tables_json": Door(EVERYBODY, None),
    "law:table": Door(EVERYBODY, None),
    "statutes:search": Door(EVERYBODY, None),
    "shell:healthz": Door(EVERYBODY, EVERYBODY),
    "shell:readyz": Door(EVERYBODY, EVERYBODY),
    "shell:components": Door(EVERYBODY, None, note="demo only"),
    # The guide: for everybody, about answers that only the own browser carries.
    "guide:start": Door(EVERYBODY, EVERYBODY),
    "guide:forget": Door(None, EVERYBODY),
    "guide:screen": Door(EVERYBODY, EVERYBODY),
    "guide:result": Door(EVERYBODY, None),
    "guide:onward": Door(None, EVERYBODY),
    "guide:letter": Door(EVERYBODY, None),
    "guide:letter_text": Door(EVERYBODY, None),
    # Log-in, identity, own data: of the own session only.
    "people:login": Door(EVERYBODY, EVERYBODY),
    "people:login_code": Door(EVERYBODY, EVERYBODY),
    "people:login_who": Door(EVERYBODY, EVERYBODY),
    "people:logout": Door(None, EVERYBODY),
    "people:identity": Door(EVERYBODY, EVERYBODY),
    "people:staff_login": Door(EVERYBODY, EVERYBODY),
    "people:staff_app": Door(EVERYBODY, EVERYBODY),
    "people:staff_password": Door(STAFF, STAFF),
    "people:roster": Door(ADMINISTRATOR, None),
    "people:appoint": Door(ADMINISTRATOR, ADMINISTRATOR),
    "people:person": Door(ADMINISTRATOR, None, note="staff of the own court and its bodies, parties of its cases"),
    "people:correct": Door(ADMINISTRATOR, ADMINISTRATOR),
    "people:reset_app": Door(ADMINISTRATOR, ADMINISTRATOR, only=frozenset({"staff"})),
    "people:end_post": Door(ADMINISTRATOR, ADMINISTRATOR),
    "people:me": Door(LOGGED_IN, None),
    "people:my_data": Door(LOGGED_IN, None),
    "people:me_language": Door(None, LOGGED_IN),
    "people:me_address": Door(LOGGED_IN, LOGGED_IN),
    "people:me_confirm": Door(LOGGED_IN, LOGGED_IN),
    "people:me_phone": Door(LOGGED_IN, LOGGED_IN),
    "people:me_email": Door(LOGGED_IN, LOGGED_IN),
    "people:me_withdraw": Door(None, PARTIES, note="own consents"),
    "people:me_end_one": Door(None, LOGGED_IN, note="own log-ins"),
    "people:me_end_others": Door(None, LOGGED_IN),
    # The application: a draft belongs to the browser that began it, and to its owner.
    "intake:tell": Door(EVERYBODY, EVERYBODY),
    "intake:questions": Door(EVERYBODY, EVERYBODY),
    "intake:elsewhere": Door(EVERYBODY, None),
    "intake:ask": Door(EVERYBODY, EVERYBODY),
    "intake:request": Door(EVERYBODY, EVERYBODY),
    "intake:evidence": Door(EVERYBODY, EVERYBODY),
    "intake:file": Door(APPLICANT, None, note="own draft"),
    "intake:remove": Door(None, APPLICANT, note="own draft"),
    "intake:check": Door(EVERYBODY, EVERYBODY),
    "intake:identity": Door(EVERYBODY, EVERYBODY),
    "intake:standing": Door(EVERYBODY, EVERYBODY),
    "intake:paper": Door(NOBODY, None, note="of a draft that has one"),
    "intake:parent": Door(None, EVERYBODY),
    "intake:another_paper": Door(RESPONDENT, RESPONDENT, note="own authority, by whoever uploaded it"),
    "intake:done": Door(APPLICANT, None, only=MEDIATION),
    "intake:later": Door(EVERYBODY, EVERYBODY),
    "intake:resume": Door(EVERYBODY, EVERYBODY),
    "intake:go_on": Door(None, APPLICANT, note="own draft"),
    # The risk review: of the own draft, and of the own case for the asking party and nobody else.
    "risk_draft:ask": Door(EVERYBODY, EVERYBODY),
    "risk_draft:report": Door(EVERYBODY, None),
    "risk:case": Door(APPLICANT, APPLICANT, only=MEDIATION),
    "risk:calibration": Door(PRESIDENT, None),
    "risk_draft:pdf": Door(EVERYBODY, None),
    "risk:pdf": Door(APPLICANT, None, only=MEDIATION),
    "risk:report": Door(APPLICANT, None, only=MEDIATION),
    # Evidence: whoever takes part in a case of the dispute.
    "evidence:original": Door(IN_CASE, None),
    "evidence:preview": Door(IN_CASE, None),
    "evidence:case": Door(IN_CASE, PARTIES),
    # Cases and steps.
    "cases:list": Door(LOGGED_IN, None),
    "cases:export": Door(STAFF, None),
    "cases:case": Door(IN_CASE, None),
    "cases:step": Door(STEP, STEP),
    # The other side's way in: only with the invitation that the short code opened in this session.
    "answer:start": Door(EVERYBODY, EVERYBODY),
    "answer:invitation": Door(INVITED, INVITED),
    "answer:code": Door(INVITED, INVITED),
    "answer:identity": Door(NOBODY, NOBODY, note="after the code to the invited number"),
    "answer:represent": Door(NOBODY, NOBODY, note="after the code to the invited number"),
    "answer:not_me": Door(INVITED, INVITED),
    "answer:question": Door(IN_CASE, RESPONDENT, only=MEDIATION),
    "answer:done": Door(IN_CASE, None, only=MEDIATION),
    "answer:sign": Door(IN_CASE, None, only=MEDIATION),
    # The workbench.
    "bench:board": Door(STAFF, None),
    "bench:export": Door(MEDIATORS, None),
    "bench:queue": Door(CLERK, None),
    "bench:take": Door(CLERK, CLERK, only=frozenset({"mediation"})),
    "bench:panel": Door(EVERYBODY, None, note="the public roll of mediators"),
    "bench:authority": Door(CLERK | MEDIATOR, CLERK | MEDIATOR),
    "bench:authority_file": Door(CLERK | MEDIATOR, None),
    "bench:authority_picture": Door(CLERK | MEDIATOR, None),
    "bench:contact": Door(MEDIATOR, MEDIATOR, only=MEDIATION),
    "bench:handled": Door(None, CLERK | MEDIATOR),
    "bench:conclude": Door(MEDIATOR, MEDIATOR, only=MEDIATION),
    # Rooms: the joint one for the table, a private talk for its side and the mediator. No trial role in any.
    "rooms:case": Door(TALKS, None, only=frozenset({"course", "gym"})),
    "rooms:room": Door(TALKS, None),
    "rooms:side": Door(TALKS, None),
    "rooms:stream": Door(TALKS, None),
    "rooms:file": Door(TALKS, None),
    "rooms:say": Door(None, TALKS),
    "rooms:send_file": Door(None, TALKS),
    "rooms:seen": Door(None, TALKS),
    "rooms:media": Door(None, TALKS),
    "rooms:signal": Door(None, TALKS),
    "rooms:caucus": Door(None, MEDIATOR, only=CAUCUS),
    "rooms:may_tell": Door(None, PARTIES, only=CAUCUS),
    "rooms:relay": Door(None, MEDIATOR, only=CAUCUS),
    "rooms:note": Door(None, MEDIATOR),
    "rooms:offer": Door(None, PARTIES, only=JOINT),
    "rooms:accept": Door(None, PARTIES, only=JOINT),
    "rooms:reject": Door(None, PARTIES, only=JOINT),
    "rooms:withdraw": Door(None, PARTIES, only=JOINT),
    "rooms:fact": Door(None, TALKS, only=JOINT),
    "rooms:tick": Door(None, PARTIES, only=JOINT),
    "rooms:record": Door(None, MEDIATOR, only=JOINT),
    "rooms:confirm_record": Door(None, PARTIES, only=JOINT),
    # The agreement: its text is the mediator's to edit, the table's to read.
    "agreement:show": Door(TALKS, None, only=frozenset({"gym"})),
    "agreement:edit": Door(MEDIATOR, MEDIATOR, only=MEDIATION),
    "agreement:draw": Door(None, MEDIATOR, only=MEDIATION),
    "agreement:propose": Door(None, MEDIATOR, only=MEDIATION),
    "agreement:word": Door(TALKS, None, only=frozenset({"gym"})),
    # Signing: one's own request; a link shows nothing of the text before the code to the verified number.
    "signing:list": Door(LOGGED_IN, None),
    "signing:read": Door(TALKS, TALKS),
    "signing:write": Door(TALKS, TALKS),
    "signing:done": Door(TALKS, None),
    "signing:token": Door(EVERYBODY, EVERYBODY, note="whoever holds the link is asked for the code first"),
    # Confirmation: the court's own pages; the parties read theirs on the case page.
    "confirm:queue": Door(JUDGE | JUDGES_CLERK, None),
    "confirm:review": Door(JUDGE | JUDGES_CLERK, None, only=CONFIRMATION),
    "confirm:findings": Door(None, JUDGE, only=CONFIRMATION),
    "confirm:decide": Door(JUDGE | JUDGES_CLERK, JUDGE, only=CONFIRMATION),
    "confirm:paper": Door(JUDGE | JUDGES_CLERK, None),
    # Papers: a delivery is its addressee's alone; a paper of the case is read by those in the case.
    "delivery:open": Door(PARTIES, None, note="the only GET that leaves a trace: opening is the legal act"),
    "delivery:file": Door(PARTIES, None),
    "delivery:receipt": Door(PARTIES, None),
    "delivery:copy": Door(None, PARTIES),
    "delivery:document": Door(IN_CASE, None),
    "delivery:document_file": Door(IN_CASE, None),
    "delivery:inbox": Door(LOGGED_IN, None),
    "delivery:read_all": Door(None, LOGGED_IN),
    "delivery:open_message": Door(None, LOGGED_IN, note="own messages"),
    "delivery:queue": Door(CLERK | JUDGES_CLERK, None),
    "delivery:note": Door(None, CLERK | JUDGES_CLERK),
    "delivery:print": Door(CLERK | JUDGES_CLERK, None),
    "delivery:handled": Door(None, CLERK | JUDGES_CLERK),
    # Checks open to the public: a short code, a file.
    "code": Door(EVERYBODY, EVERYBODY),
    "delivery:check": Door(EVERYBODY, EVERYBODY),
    "verify": Door(EVERYBODY, EVERYBODY),
    "delivery:verify": Door(EVERYBODY, EVERYBODY),
    "scanned": Door(EVERYBODY, EVERYBODY),
    # The API: the same gates as the pages.
    "api:api-root": Door(NOBODY, None, note="no page of documentation is served"),
    "api:openapi-json": Door(EVERYBODY, None),
    "api:procedures": Door(EVERYBODY, None),
    "api:list_cases": Door(LOGGED_IN, None),
    "api:show_case": Door(IN_CASE, None),
    "api:list_records": Door(IN_CASE, None),
    "api:take_step": Door(None, STEP),
    # The demo: everybody may be anybody; it does not exist in production.
    "demo:people": Door(EVERYBODY, None),
    "demo:become": Door(None, EVERYBODY),
    "demo:outbox": Door(EVERYBODY, None),
    "demo:state": Door(EVERYBODY, None),
}

LEAVES_A_TRACE = frozenset({"delivery:open"})
"""URL names whose GET may change something: a delivery that is opened, and nothing else."""
