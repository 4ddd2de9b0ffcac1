/** The groups of an IPv6 address that a household has in common, out of eight. */
const NETWORK_GROUPS = 4;

/** What stands for whoever has an address: an IPv4 address as it is, of an IPv6 address the first 64 bits. */
export function networkOf(address) {
  if (!address.includes(":")) return address;
  const groups = groupsOf(address);
  return groups === undefined ? address : `${groups.slice(0, NETWORK_GROUPS).join(":")}::/64`;
}

/** The eight groups of an IPv6 address, however it is written; undefined where it is none. */
function groupsOf(address) {
  if (!URL.canParse(`http://[${address}]`)) return undefined;
  // As the URL parser writes it: in small letters, without leading zeros, one run of zeros left out.
  const [head, tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::").map((half) => half.split(":").filter(Boolean));
  return tail === undefined ? head : [...head, ...Array(8 - head.length - tail.length).fill("0"), ...tail];
}
