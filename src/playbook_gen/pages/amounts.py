"""Money and shares on pages: the one place that words an amount, adds amounts up, or says that it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce

from playbook_gen.checks.situation import Situation
from playbook_gen.figures.bars import bars
from playbook_gen.language import figure, listed, meant, numeral, say
from playbook_gen.model.values import Money, Nothing
from playbook_gen.pages.tables import Cell, Column, unknown

Amount = Money | Nothing | None
"""An amount with its currency filled in, declared none, or not known."""


def stated(held: Amount, situation: Situation) -> Amount:
    """Return an amount with its currency filled in; declared none and not known stay what they are."""
    return situation.amount(held) or held


def digits(money: Money) -> str:
    """Return an amount without its currency, in the marks of the language."""
    return figure(money.amount.normalize()).replace("-", "−")


def worded(amount: Amount) -> str:
    """Return an amount with its currency, as a sentence has it."""
    if not isinstance(amount, Money):
        return say("not known") if amount is None else meant("an amount", "none")
    if not amount.currency:
        return digits(amount)
    return say("{amount}\xa0{currency}", amount=digits(amount), currency=amount.currency)


def percent(share: float) -> str:
    """Return a share, 0 to 1, as a percentage without its sign, to two decimals where it has any."""
    return numeral(f"{share * 100:.2f}".rstrip("0").rstrip("."))


def percents(title: str, shares: Sequence[float | None], labels: Sequence[str] = ()) -> Column:
    """Return shares as a column; with ``labels``, which name the rows, each has its bar."""
    drawn = (
        [bars((share,), _share(label, share)) for share, label in zip(shares, labels, strict=True)] if labels else ()
    )
    marks = drawn or [""] * len(shares)
    return Column(
        title=title,
        unit="%",
        figures=True,
        cells=tuple(
            unknown() if share is None else Cell(text=percent(share), bar=bar)
            for share, bar in zip(shares, marks, strict=True)
        ),
    )


def _share(label: str, share: float | None) -> str:
    if share is None:
        return say("{name}: not known", name=label)
    return say("{name}: {number} %", name=label, number=percent(share))


def amounts(title: str, held: Sequence[Amount], labels: Sequence[str]) -> Column:
    """Return amounts as a column, each with a bar and the name of its row.

    Where two currencies meet, each amount bears its own and no bars are drawn: lengths would compare them.
    """
    known = [amount for amount in held if isinstance(amount, Money)]
    one = len({amount.currency for amount in known}) == 1
    most = max((money.amount for money in known), default=Decimal(0)) if one and len(known) > 1 else Decimal(0)
    cells = (_cell(amount, label, most, bare=one) for amount, label in zip(held, labels, strict=True))
    return Column(title=title, unit=known[0].currency if one else None, figures=True, cells=tuple(cells))


def _cell(amount: Amount, label: str, most: Decimal, *, bare: bool) -> Cell:
    if amount is None:
        return unknown()
    text = digits(amount) if bare and isinstance(amount, Money) else worded(amount)
    if most <= 0:
        return Cell(text=text)
    length = float(max(amount.amount, Decimal(0)) / most) if isinstance(amount, Money) else 0.0
    return Cell(text=text, bar=bars((length,), say("{name}: {amount}", name=label, amount=worded(amount))))


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Amounts taken together: the sum of what is known in each currency, and how many are not known."""

    known: tuple[Money, ...]
    unknown: int

    @classmethod
    def of(cls, held: Iterable[Amount]) -> Tally:
        """Add up amounts, each currency for itself; what is declared none adds nothing."""
        sums: dict[str | None, Decimal] = {}
        unknown = 0
        for amount in held:
            if isinstance(amount, Money):
                sums[amount.currency] = sums.get(amount.currency, Decimal(0)) + amount.amount
            unknown += amount is None
        ordered = sorted(sums, key=lambda currency: currency or "")
        return cls(known=tuple(Money(sums[currency], currency) for currency in ordered), unknown=unknown)

    @property
    def total(self) -> Money | None:
        """The sum, if there is one: everything known, and in one currency."""
        return self.known[0] if len(self.known) == 1 and not self.unknown else None

    def said(self, lacking: str) -> str:
        """Return what is known in words, never two currencies in one sum.

        ``lacking`` says, as a clause, of how many things no amount is known; it stands where there are some.
        """
        if not self.known:
            return say("not known") if self.unknown else meant("an amount", "nothing")
        return say("{amounts}; {lacking}", amounts=self.sums, lacking=lacking) if self.unknown else self.sums

    @property
    def sums(self) -> str:
        """What is known in words, each currency for itself."""
        return reduce(lambda said, more: listed([said, more]), map(worded, self.known))


def tallies(title: str, held: Sequence[Tally], labels: Sequence[str]) -> Column:
    """Return tallies as a column: a bar where there is a sum, else what is known and how much is not."""
    whole = amounts(title, [tally.total for tally in held], labels)
    return replace(whole, cells=tuple(map(_told, held, whole.cells)))


def _told(tally: Tally, cell: Cell) -> Cell:
    if tally.total or not tally.known:
        return cell
    lacking = say("not known of {number}", number=tally.unknown)
    return Cell(text=tally.sums, notes=(lacking,) if tally.unknown else ())
