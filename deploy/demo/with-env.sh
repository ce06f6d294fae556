#!/bin/sh
# with-env.sh FILE COMMAND...: runs the command with the file's lines, NAME=value as they stand, in its environment.
file=$1
shift
while IFS= read -r line; do
    export "${line?}"
done <"$file"
exec "$@"
