"""Names: what a masked one tells."""

from registry.identity.names import masked_name


def test_a_masked_name_tells_neither_the_given_name_nor_its_length() -> None:
    assert masked_name("张三") == masked_name("张三丰") == "张**"
