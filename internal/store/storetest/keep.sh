# Keeps a PostgreSQL server in folder $1, with the programs in $2, for as long as
# standard input lasts. Durability is off, since nothing in it need last; text is
# ordered by the Vietnamese alphabet, so that a list in want of a bytewise ORDER
# BY shows.
cd "$1" || exit 1
{
	"$2/initdb" -D data -U board -A trust --no-sync -E UTF8 --locale=C --locale-provider=icu --icu-locale=vi &&
	"$2/pg_ctl" -D data -l server.log -w -o "-k '$1' -h '' -F -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=16MB" start
} >start.log 2>&1 </dev/null && echo ready || cat start.log server.log
exec >/dev/null 2>&1
cat
"$2/pg_ctl" -D data -m immediate stop
cd / && rm -rf "$1"
