"""A property that is worked out once."""

from archive.cleaning.once import once


class Asked:
    def __init__(self):
        self.times = 0

    @once
    def answer(self):
        """The answer."""
        self.times += 1
        return 42


def test_a_value_is_worked_out_once_and_for_each_instance():
    one, other = Asked(), Asked()
    assert (one.answer, one.answer, one.times, other.times) == (42, 42, 1, 0)


def test_it_is_documented_as_its_function_is():
    assert vars(Asked)["answer"].__doc__ == "The answer."
