"""The calculator of court fees."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fengqiao.web.law.asks import Amount, Amounts, Choice, Percent, Whole, YesNo
from fengqiao.web.law.kinds import Calculator, Kind, with_params

CLAIM = Amount(
    "amount_yuan", _("Amount in dispute"), _("What the claim asks for in all, in yuan. 30000 or 3万 both work.")
)
DAMAGES = Amount("amount_yuan", _("Damages asked for"), _("Leave it empty when no money is asked for."), required=False)
PROPERTY = Amount("amount_yuan", _("Property to be divided"), _("Leave it empty when none is."), required=False)
SECURED = Amount(
    "amount_yuan", _("Value to be preserved"), _("Leave it empty when it is not about money."), required=False
)
DISPUTED = Amount("amount_yuan", _("Amount"), required=False)
HALVE = Choice(
    "halve",
    _("How it ends or is tried"),
    _("Each of these halves the fee, but only ever once."),
    required=False,
    options=(
        ("mediation", _("closed by mediation")),
        ("withdrawal", _("withdrawn by the plaintiff")),
        ("summary", _("summary procedure")),
    ),
    several=True,
)
ENDS = Choice(
    "halve",
    _("How it ends"),
    required=False,
    options=(("mediation", _("closed by mediation")), ("withdrawal", _("appeal withdrawn"))),
    several=True,
)
JOINED = YesNo("joined", _("Tried together with the main claim?"))

FEES = Calculator(
    name="fees",
    title=_("Court fees"),
    lede=_("What a lawsuit costs, bracket by bracket. Mediation here and the court's confirmation cost nothing."),
    about=_("Suing, appeal, preservation, enforcement; halving and refund"),
    icon="doc",
    groups=(
        (
            _("Suing"),
            (
                Kind("property", _("A dispute about money or property"), (CLAIM, HALVE)),
                Kind("property_multi", _("Several claims for money"), (
                    Amounts("claims", _("Amount of each claim"), _("One amount a line.")), HALVE)),
                Kind("mixed", _("Money and something else, such as an apology"), (
                    CLAIM, Whole("non_property_claims", _("Number of other claims")), HALVE)),
                Kind("personality", _("Name, portrait, reputation, privacy"), (DAMAGES, HALVE)),
                Kind("divorce", _("Divorce"), (PROPERTY, HALVE)),
                Kind("labour", _("Labour dispute"), (HALVE,)),
                Kind("other_non_property", _("Another dispute not about money"), (HALVE,)),
                Kind("non_property_multi", _("Several claims not about money"), (
                    Whole("claims", _("Number of claims")), HALVE)),
                Kind("ip_with_amount", _("Intellectual property, with an amount"), (CLAIM, HALVE)),
                Kind("ip_no_amount", _("Intellectual property, without an amount"), (HALVE,)),
                Kind("counterclaim", _("Counterclaim"), (CLAIM, JOINED, HALVE)),
                Kind("third_party_claim", _("Claim of a third party"), (CLAIM, JOINED, HALVE)),
                Kind("administrative", _("Suit against an authority"), (
                    Choice("type", _("Matter"), options=(("other", _("any other")),
                           ("ip_or_maritime", _("trade mark, patent, maritime"))),),)),
                Kind("representative_action_prepay", _("Group whose number is not known yet"),
                     fixed={"procedure": "CPL57"}),
            ),
        ),
        (
            _("Appeal and retrial"),
            (
                Kind("appeal_property", _("Appeal about money or property"), (
                    Amount("amount_yuan", _("Amount still contested"),
                           _("Only the part that the appeal attacks.")), ENDS)),
                Kind("retrial_property", _("Retrial"), (
                    Amount("amount_yuan", _("Amount still contested")),
                    YesNo("art9_exception", _("New evidence, or no appeal in the first round?"),
                          _("Only then a retrial costs a fee (Art. 9 of the Measures).")),)),
                Kind("jurisdiction_objection_failed", _("Objection to jurisdiction that fails")),
                Kind("appeal_against_rejection", _("Appeal because the filing was refused")),
                Kind("rejected_filing", _("Filing refused or dismissed")),
            ),
        ),
        (
            _("Fees of applications"),
            (
                Kind("preservation", _("Preservation of property or evidence"), (SECURED,)),
                Kind("enforcement", _("Enforcement, with an amount"), (CLAIM,)),
                Kind("enforcement_no_amount", _("Enforcement, without an amount")),
                Kind("payment_order", _("Payment order"), (CLAIM,)),
                Kind("set_aside_arbitration", _("Setting aside an arbitral award")),
                Kind("public_summons", _("Public summons")),
                Kind("bankruptcy", _("Bankruptcy"), (Amount("amount_yuan", _("Assets")),)),
                Kind("judicial_confirmation", _("Judicial confirmation of a mediation agreement")),
                Kind("peoples_mediation", _("People's mediation")),
                Kind("special_procedure", _("Special procedure")),
            ),
        ),
        (
            _("Less, more, back"),
            (
                Kind("relief_reduce", _("Reduced for need"), (CLAIM, Percent("reduce_percent", _("Reduced by")))),
                Kind("relief_exempt", _("Waived for need"), (
                    Choice("party", _("Who applies"), options=(("natural_person", _("a natural person")),
                           ("organisation", _("a company or another organisation")))),)),
                Kind("claim_increase", _("Claim raised later"), (
                    Amount("amount_yuan", _("Amount now")), Amount("paid_on", _("Amount that was paid on")))),
                Kind("claim_decrease", _("Claim lowered later"), (
                    Amount("amount_yuan", _("Amount now")), Amount("paid_on", _("Amount that was paid on")),
                    YesNo("before_end_of_court_investigation", _("Before the court's investigation ended?")))),
                Kind("summary_to_ordinary", _("Summary procedure becomes ordinary"), (
                    CLAIM, Amount("paid", _("Fee paid so far")))),
                Kind("summary_to_ordinary_unpaid", _("… and the difference is not paid"), (
                    CLAIM, Amount("paid", _("Fee paid so far")))),
            ),
        ),
    ),
    row=with_params,
)  # fmt: skip
