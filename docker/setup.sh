#!/bin/sh
# Makes the secrets that docker-compose.yml asks for: one strong random value a variable, in .env beside it, readable by
# its owner alone. What is there already stays as it is, so that it is safe to run again after an update.
#
#   docker/setup.sh [file]
set -eu
umask 077

file=${1:-$(dirname "$0")/../.env}

touch "$file"
chmod 600 "$file"
made=''
for name in KURRENTDB_ADMIN_PASSWORD KURRENTDB_OPS_PASSWORD POSTGRES_PASSWORD MAILPIT_PASSWORD; do
  grep -q "^$name=" "$file" && continue
  # Hexadecimal, so that it means nothing to a URL, a shell or Compose.
  value=$(od -An -v -N32 -tx1 /dev/urandom | tr -d ' \n')
  if [ "${#value}" -ne 64 ]; then
    echo "setup: could not read 32 random bytes from /dev/urandom; $name was not made." >&2
    exit 1
  fi
  printf '%s=%s\n' "$name" "$value" >>"$file"
  made="$made $name"
done

if [ -n "$made" ]; then
  echo "setup: wrote to $file:$made. Keep a copy where you keep passwords."
else
  echo "setup: $file has every secret already; nothing was changed."
fi
