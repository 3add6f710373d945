"""The calculators of interest and of consumer damages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fengqiao.web.law.asks import Amount, Choice, Day, Percent, Whole, YesNo
from fengqiao.web.law.kinds import FROM, TO, Calculator, Kind, with_input

PRINCIPAL = Amount("principal", _("Principal"))
CONTRACT = Day("contract_date", _("Day of the contract"), _("The cap follows the LPR of that day."))
SPAN = (Day("from_day", FROM), Day("to_day", TO))
BASE = Choice(
    "base",
    _("Days of a year"),
    _("The law is silent; the contract or the court decides."),
    options=(("365", "365"), ("360", "360")),
    number=True,
)
RATE = _("Interest agreed on, percent a year")
LOSS = _("Treatment, lost wages and the like.")
GOODS = Choice(
    "goods",
    _("What was bought"),
    options=(
        ("box_opened_to_inspect_goods_intact", _("goods in good order, the box opened to look")),
        ("clothes_tried_on", _("clothes that were tried on")),
        ("custom_made", _("made to order")),
        ("fresh_perishable", _("fresh or perishable")),
        ("downloaded_or_unsealed_digital", _("downloaded, or unsealed audio, video, software")),
        ("delivered_newspaper", _("newspapers and magazines delivered")),
        ("other_not_returnable_confirmed_at_purchase", _("not suited for return, and I agreed when buying")),
        ("other_not_returnable_not_confirmed", _("said to be not suited, but I was not asked")),
    ),
)

INTEREST = Calculator(
    name="interest",
    title=_("Interest"),
    lede=_("Interest of loans and of late payment, with the LPR of the day and its cap."),
    about=_("Private loans, four times the LPR, late payment, delayed performance"),
    icon="half",
    groups=(
        (
            _("Loans between private persons"),
            (
                Kind("private_loan_interest", _("Interest agreed on"), (
                    PRINCIPAL, Percent("agreed", RATE), CONTRACT, *SPAN, BASE), span=True),
                Kind("private_loan_cap", _("How much interest the law protects"), (CONTRACT,)),
                Kind("private_loan_prededucted", _("Interest taken off beforehand"), (
                    Amount("face", _("Amount in the IOU")), Amount("deducted", _("Taken off beforehand")))),
                Kind("private_loan_no_interest_agreed", _("Nothing said about interest"), (
                    YesNo("natural_persons", _("Both are natural persons?")),)),
                Kind("private_loan_overdue_no_rate", _("Paid late, nothing agreed"), (
                    PRINCIPAL, Day("overdue_from", _("Overdue since")), *SPAN, BASE), span=True),
                Kind("private_loan_overdue_inloan_rate", _("Paid late, interest agreed on for the term"), (
                    PRINCIPAL, Percent("inloan", RATE), CONTRACT, *SPAN, BASE), span=True),
                Kind("private_loan_all_charges_cap", _("Late interest, penalty and fees together"), (
                    Percent("overdue", _("Late interest, percent a year")),
                    Percent("penalty", _("Penalty, percent a year")),
                    Percent("fees", _("Other fees, percent a year")), CONTRACT)),
            ),
        ),
        (
            _("Sales and floating rates"),
            (
                Kind("sale_overdue", _("Price paid late"), (
                    Amount("amount", _("Price due")), Day("breach", _("Day of the breach")),
                    Percent("markup_percent", _("On top of the LPR, percent of it"), _("30 to 50 as the law has it.")),
                    *SPAN, BASE), span=True),
                Kind("lpr_floating", _("At the LPR, as it changes"), (
                    PRINCIPAL, Day("from", FROM), Day("to_exclusive", TO), BASE,
                    Choice("term", _("Term"), options=(("1Y", _("one year")), ("5Y+", _("five years and more")))))),
            ),
        ),
        (
            _("A judgment that is not performed in time"),
            (
                Kind("delay_double", _("Doubled interest of delay"), (
                    PRINCIPAL, Day("due", _("Last day to perform")), Day("paid", _("Day of payment")),
                    Choice("convention", _("The last day to perform"), options=(
                        ("exclude_due_day", _("does not count")), ("include_due_day", _("counts")))))),
                Kind("delay_double_suspended", _("… with days when it rested"), (
                    PRINCIPAL, Whole("days", _("Days in all")),
                    Whole("suspended_days_not_debtor", _("Days of rest not due to the debtor")))),
                Kind("delay_allocation", _("What a part payment pays first"), (
                    PRINCIPAL, Amount("double", _("Doubled interest so far")), Amount("paid", _("Paid")))),
            ),
        ),
    ),
    row=with_input,
)  # fmt: skip

CONSUMER = Calculator(
    name="consumer",
    title=_("Consumer damages"),
    lede=_("What a buyer may ask for besides the price, and whether goods may go back."),
    about=_("Three times, ten times, seven-day return"),
    icon="bag",
    groups=(
        (
            _("Damages"),
            (
                Kind("fraud_triple", _("Fraud of a seller: three times the price"), (
                    Amount("price", _("Price paid")),)),
                Kind("food_tenfold", _("Unsafe food: ten times the price"), (Amount("price", _("Price paid")),)),
                Kind("food_choice", _("Unsafe food that did harm"), (
                    Amount("price", _("Price paid")),
                    Amount("loss", _("Loss"), LOSS))),
                Kind("food_label_flaw", _("Food with a faulty label"), (
                    Amount("price", _("Price paid")),
                    YesNo("label_flaw_not_misleading", _("A small flaw, safe and not misleading?")))),
                Kind("seller_promise_higher", _("The seller promised more"), (
                    Amount("price", _("Price paid")),
                    Percent("promise_multiple", _("How many times the price"),
                            _("3, 10, 20.")),
                    Choice("basis", _("In case of"), options=(
                           ("fraud", _("a counterfeit or another fraud")),
                           ("food", _("unsafe food")))))),
                Kind("death_or_serious_harm", _("Death or serious harm to health"), (Amount("loss", _("Loss")),)),
            ),
        ),
        (
            _("Seven-day return"),
            (
                Kind("no_reason_return_allowed", _("May it go back without a reason?"), (GOODS,)),
                Kind("no_reason_return_promise", _("… when the seller promised returns"), (
                    GOODS, YesNo("seller_promised_return", _("Did the seller promise returns without a reason?")))),
            ),
        ),
    ),
    row=with_input,
)  # fmt: skip
