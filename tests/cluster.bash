# shellcheck shell=bash
# cluster: Slurm and sshd for a test, in a folder of their own, on high ports of
# this machine, as the user who runs the test.

port() { # one that is free
	python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

start_munge() { # FOLDER
	mkdir -m 755 "$1/munge"
	head -c 1024 /dev/urandom >"$1/munge/key"
	chmod 400 "$1/munge/key"
	munged --force --key-file="$1/munge/key" --socket="$1/munge/socket" \
	    --pid-file="$1/munge/pid" --log-file="$1/munge/log" --seed-file="$1/munge/seed"
}

slurm_conf() { # FOLDER
	local me cpus memory
	me=$(id -un) cpus=$(nproc)
	memory=$(awk '/^MemTotal/ { print int($2 / 1024) - 100 }' /proc/meminfo)
	cat <<-E2
	ClusterName=gx
	SlurmctldHost=$(hostname -s)(127.0.0.1)
	SlurmctldPort=$(port)
	SlurmdPort=$(port)
	SlurmUser=$me
	SlurmdUser=$me
	AuthType=auth/munge
	AuthInfo=socket=$1/munge/socket
	CryptoType=crypto/munge
	StateSaveLocation=$1/state
	SlurmdSpoolDir=$1/spool
	SlurmctldPidFile=$1/slurmctld.pid
	SlurmdPidFile=$1/slurmd.pid
	SlurmctldLogFile=$1/slurmctld.log
	SlurmdLogFile=$1/slurmd.log
	ProctrackType=proctrack/linuxproc
	TaskPlugin=task/none
	JobAcctGatherType=jobacct_gather/none
	SelectType=select/cons_tres
	SelectTypeParameters=CR_CPU
	ReturnToService=2
	MpiDefault=none
	SwitchType=switch/none
	MaxArraySize=5
	SchedulerParameters=sched_interval=1,sched_min_interval=100000,batch_sched_delay=0,bf_interval=1
	RequeueExit=75
	NodeName=$(hostname -s) NodeAddr=127.0.0.1 CPUs=$cpus RealMemory=$memory State=UNKNOWN
	PartitionName=main Nodes=$(hostname -s) Default=YES MaxTime=INFINITE State=UP
	E2
}

start_slurm() { # FOLDER
	local i
	mkdir -p "$1/state" "$1/spool"
	export SLURM_CONF=$1/slurm.conf
	slurm_conf "$1" >"$SLURM_CONF"
	start_munge "$1"
	slurmctld -f "$SLURM_CONF"
	slurmd -f "$SLURM_CONF"
	for ((i = 0; i < 60; i++)); do
		sinfo -h -o %t 2>/dev/null | grep -q idle && return
		sleep 1
	done
	tail -n 20 "$1"/slurm*.log
	return 1
}

stop() { # FOLDER: what was started in it, by the numbers that it left there
	local f
	for f in slurmd.pid slurmctld.pid munge/pid sshd.pid; do
		[ ! -s "$1/$f" ] || kill "$(cat "$1/$f")" 2>/dev/null || true
	done
}

# sshd for this user and a key that is thrown away; PARALLEL_SSH is how to get in.
start_sshd() { # FOLDER
	local port
	port=$(port)
	mkdir -m 700 "$1/ssh"
	ssh-keygen -q -t ed25519 -N '' -f "$1/ssh/host"
	ssh-keygen -q -t ed25519 -N '' -f "$1/ssh/key"
	cp "$1/ssh/key.pub" "$1/ssh/keys"
	[ "$(id -u)" != 0 ] || mkdir -p /run/sshd
	"$(command -v sshd || echo /usr/sbin/sshd)" -p "$port" -f /dev/null \
	    -o ListenAddress=127.0.0.1 -o HostKey="$1/ssh/host" \
	    -o AuthorizedKeysFile="$1/ssh/keys" -o PidFile="$1/sshd.pid" \
	    -o StrictModes=no -o UsePAM=no -o PermitRootLogin=prohibit-password \
	    -E "$1/sshd.log"
	export PARALLEL_SSH="ssh -p $port -i $1/ssh/key -o StrictHostKeyChecking=no \
-o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
}
