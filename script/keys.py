"""The keys of an installation, made once: `python script/keys.py FILE`.

Losing FIELD_KEY makes encrypted fields unreadable for ever: keep a copy of the file elsewhere.
"""

import os
import secrets
import sys
from base64 import urlsafe_b64encode
from pathlib import Path


def key(size):
    """`size` random bytes in base64 for addresses: no `$` in it, which settings read as a name."""
    while (text := urlsafe_b64encode(secrets.token_bytes(size)).decode()).startswith("-"):
        pass  # a hyphen in front reads as an option
    return text


def make(file):
    """Write the file whole or not at all, readable to its owner alone."""
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as text:
        text.write(f"SECRET_KEY={key(48)}\nFIELD_KEY={key(32)}\n")
        text.flush()
        os.fsync(text.fileno())
    part.rename(file)


def main():
    file = Path(sys.argv[1])
    if file.exists():
        return
    if (file.parent / "postgres").exists() or (file.parent / "postgres.place").exists():
        sys.exit(f"数据库已在，密钥文件 {file} 却不见了。没有它，加密的内容无法读出：请先找回它。")
    make(file)
    sys.stdout.write(f"已生成密钥：{file}。请另存一份，丢了它，加密的内容就读不出来。\n")


if __name__ == "__main__":
    main()
