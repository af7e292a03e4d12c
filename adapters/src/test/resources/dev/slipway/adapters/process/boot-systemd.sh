#!/bin/sh
# Makes systemd the first process of a small machine: to be run in mount, pid, uts, ipc and cgroup namespaces of its own.
# $1: a folder with units/ in it. Nothing here reaches the machine around it: mounts are private, /proc/sys is read-only.
set -eu
mount --make-rprivate /
mount -t proc proc /proc
mount --bind /proc/sys /proc/sys
mount -o remount,ro,bind /proc/sys
mount -t tmpfs -o mode=755 tmpfs /run
umount -R -l /sys/fs/cgroup
mount -t cgroup2 cgroup2 /sys/fs/cgroup
mount --bind /dev/null /dev/console
exec env -i container=slipway-test PATH=/usr/sbin:/usr/bin:/sbin:/bin "SYSTEMD_UNIT_PATH=$1/units" "SYSTEMD_GENERATOR_PATH=$1/none" \
  "SYSTEMD_ENVIRONMENT_GENERATOR_PATH=$1/none" /lib/systemd/systemd --system --unit=boot.target --show-status=false
