"""A key management service as an operator would put a program in front of it: it wraps, and its key stays with it.

key_service.py FILE wrap|unwrap USE: base64 in, base64 out.
"""

import base64
import os
import sys
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

file, act, use = Path(sys.argv[1]), sys.argv[2], sys.argv[3].encode()
if not file.exists():
    file.write_bytes(os.urandom(32))
cipher, content = AESGCM(file.read_bytes()), base64.b64decode(sys.stdin.read())
if act == "wrap":
    nonce = os.urandom(12)
    print(base64.b64encode(nonce + cipher.encrypt(nonce, content, use)).decode())
else:
    print(base64.b64encode(cipher.decrypt(content[:12], content[12:], use)).decode())
