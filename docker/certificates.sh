#!/bin/bash
# Makes the certificates of the event store's nodes, signed by an authority of their own. Runs in the "setup" service
# at every start, before the nodes: makes what is missing and renews what nears its end.
#
#   authority/  the authority's private key: no other service mounts it
#   trusted/    the authority's certificate: what the nodes and the application trust
#   node1/ ...  a node's certificate and private key: that node alone mounts them
set -euo pipefail

root=${CERTIFICATES:-/certificates}
# The user that KurrentDB's image runs as.
owner=${NODE_OWNER:-1000:1000}
nodes='node1 node2 node3'

AUTHORITY_DAYS=1826
NODE_DAYS=365
NODE_RENEWAL_AFTER_DAYS=300

older_than_days() { [ -n "$(find "$1" -mtime "+$2")" ]; }

if [ ! -f "$root/authority/ca.key" ]; then
  es-gencert-cli create-ca -days "$AUTHORITY_DAYS" -out "$root/authority"
elif older_than_days "$root/authority/ca.crt" $((AUTHORITY_DAYS - NODE_DAYS)); then
  echo 'certificates: the authority ends within a year; replace it (docs/operating.md, "Certificates").' >&2
fi
cp -f "$root/authority/ca.crt" "$root/trusted/ca.crt"
chmod 0444 "$root/trusted/ca.crt"

for node in $nodes; do
  if [ -f "$root/$node/node.crt" ] && [ -f "$root/$node/node.key" ] &&
    ! older_than_days "$root/$node/node.crt" "$NODE_RENEWAL_AFTER_DAYS"; then
    continue
  fi
  new="$root/$node/.new"
  rm -rf "$new"
  es-gencert-cli create-node \
    -ca-certificate "$root/authority/ca.crt" -ca-key "$root/authority/ca.key" \
    -days "$NODE_DAYS" -ip-addresses 127.0.0.1 -dns-names "$node,localhost" -out "$new"
  chmod 0444 "$new/node.crt"
  chmod 0400 "$new/node.key"
  chown "$owner" "$new/node.crt" "$new/node.key"
  mv -f "$new/node.key" "$new/node.crt" "$root/$node/"
  rmdir "$new"
  echo "certificates: $node has a new certificate for $NODE_DAYS days."
done
