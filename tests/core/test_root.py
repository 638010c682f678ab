"""No visitor says where the site begins."""

import asyncio

from config.root import rooted


def test_addresses_begin_at_the_root_whatever_is_claimed():
    seen = []

    async def application(scope, _receive, _send):
        seen.append(scope)

    asyncio.run(rooted(application)({"path": "/", "root_path": "@evil.example"}, None, None))
    assert seen == [{"path": "/", "root_path": ""}]
