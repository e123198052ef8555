# Runs a program that must not outlive whoever holds our standard input. Usage: leash.sh STOP_SIGNAL PROGRAM ARGUMENT...
trap '' INT
signal=$1
shift
exec 3<&0
# Set before there is a program: whoever asks for the end at once must not end us alone.
program=
asked=
trap 'asked=yes; [ -z "$program" ] || kill -s "$signal" "$program" 2>/dev/null' TERM
"$@" </dev/null 3<&- &
program=$!
[ -z "$asked" ] || kill -s "$signal" "$program" 2>/dev/null
{
    read -r _ <&3
    kill -s KILL "$program" 2>/dev/null
} &
watch=$!
exec 3<&-
# A trapped signal ends wait early, so wait until the program is really gone.
while
    wait "$program"
    status=$?
    kill -s 0 "$program" 2>/dev/null
do :; done
kill -s KILL "$watch" 2>/dev/null
exit "$status"
