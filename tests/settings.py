"""The settings of the tests that run in this process: the real ones, in a data folder of their own."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="nghisu-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
for _name in [name for name in os.environ if name.startswith("NGHISU_")] + [
    "DATABASE_URL",
    "REDIS_URL",
]:
    os.environ.pop(_name, None)
os.environ["NGHISU_DATA"] = _folder
os.environ["NGHISU_SECRET_KEY"] = "only-for-tests-" + "0123456789" * 5
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")
# Playwright's synchronous interface leaves a loop running in the thread; Django would refuse to ask the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from config.settings import *  # noqa: E402, F403

STATIC_ROOT.mkdir()  # noqa: F405  whitenoise warns when the collected files are not there
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if "sqlite" in DATABASES["default"]["ENGINE"]:  # noqa: F405
    # a real file: threads of a test meet at its lock as the threads of the server do
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder}/test.sqlite3"}  # noqa: F405
