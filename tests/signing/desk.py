"""A printed agreement with its signers, ready to be signed."""

from cast import Cast
from documents import samples
from documents.case import PaperCase

from fengqiao.documents.actions import draft
from fengqiao.documents.models import Document
from fengqiao.documents.tasks import print_document
from fengqiao.people.models import Person
from fengqiao.signing.actions import Signer, assent, request_signatures, text_digest
from fengqiao.signing.handwriting import handwriting
from fengqiao.signing.models import SigningRequest
from fengqiao.signing.tasks import bring_up_to_date

CROSS = '{"size": 300, "squares": [[[[40, 150], [150, 148], [260, 152]], [[150, 40], [151, 150], [150, 260]]]]}'


class Desk:
    """One agreement on the desk: applicant and respondent in any order, then the mediator, then the seal."""

    def __init__(self, cast: Cast, *, printed: bool = True) -> None:
        self.story = PaperCase(cast)
        self.now = self.story.now
        self.document = draft(
            self.story.case, "mediation_agreement", samples.agreement(), at=self.now, step="mediation.draw_up"
        )
        if printed:
            print_document(self.document, at=self.now)
        people: dict[str, Person] = {"applicant-1": cast.ali, "respondent-1": cast.bowen, "mediator-1": cast.chen}
        self.requests: dict[str, SigningRequest] = {
            row.field: row
            for row in request_signatures(self.document, [Signer(f, p) for f, p in people.items()], at=self.now)
        }

    def sign(self, field: str, **changes: object) -> SigningRequest:
        """Let the person of this field sign by hand."""
        given: dict[str, object] = {
            "shown": text_digest(self.document),
            "method": "handwriting",
            "drawing": handwriting(CROSS),
            "at": self.now,
        }
        return assent(self.requests[field], **{**given, **changes})  # type: ignore[arg-type]

    def apply(self) -> int:
        """Do what the job does."""
        return bring_up_to_date(str(self.document.pk), at=self.now)

    def fresh(self) -> Document:
        return Document.objects.select_related("blob").get(pk=self.document.pk)
