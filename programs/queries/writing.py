"""A driver agreement as its editor shows it: the text that is written on, and where it stands."""

from dataclasses import dataclass

from dealerships.models import Dealership
from programs.domain.texts import AgreementText, fingerprint
from programs.models import AgreementDraft, AgreementVersion, DriverAgreement
from programs.queries.agreements import drafted, drafts, in_language_first, text_of


@dataclass(frozen=True, kw_only=True)
class Writing:
    """
    The text in one language: the draft if there is one, else the version in use, else, for a language that is new,
    that of the dealership's language, to be translated.
    """

    language: str
    text: AgreementText
    number: int
    draft: AgreementDraft | None
    in_use: AgreementVersion | None

    @property
    def fingerprint(self) -> str:
        """Tells whether it is still what a page has shown."""
        return fingerprint(self.text, number=self.number)


def writing(*, dealership: Dealership, agreement: DriverAgreement, language: str) -> Writing:
    """What is written on in a language; ``number`` is that of the next version."""
    draft = drafts(dealership=dealership).filter(agreement=agreement, language=language).first()
    rows = AgreementVersion.objects.filter(dealership=dealership, agreement=agreement).prefetch_related("terms")
    newest = in_language_first(rows, language, dealership.language).first()
    in_use = newest if newest and newest.language == language else None
    published = text_of(newest) if newest else AgreementText(body="")
    return Writing(
        language=language,
        text=drafted(draft) if draft else published,
        number=in_use.number + 1 if in_use else 1,
        draft=draft,
        in_use=in_use,
    )
