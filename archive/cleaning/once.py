"""A property that is worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")


class once(Generic[Value]):  # noqa: N801  (a decorator, as property is)
    """As ``functools.cached_property``, but without the lock that takes Python 3.11 longer than the work itself.

    A page asks for thousands of these, and is cleaned by one thread.
    """

    def __init__(self, compute: Callable[[Any], Value]) -> None:
        self.compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type | None = None) -> Value:
        """Return the value, kept in the instance, which Python asks first from then on."""
        value = instance.__dict__[self.name] = self.compute(instance)
        return value
