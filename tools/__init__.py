"""For developers: pictures of the pages, audits of the pages. Never imported by ``archive/``."""
