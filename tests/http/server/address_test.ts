import assert from "node:assert/strict";
import { canonicalAddress, networkOf } from "@/http/server/address.ts";

Deno.test("an address has one form, however it is written", () => {
  for (
    const [written, form] of [
      ["203.0.113.7", "203.0.113.7"],
      [" 203.0.113.7:51234 ", "203.0.113.7"],
      ["::ffff:203.0.113.7", "203.0.113.7"],
      ["::FFFF:CB00:7107", "203.0.113.7"],
      ["[::ffff:203.0.113.7]:443", "203.0.113.7"],
      ["2001:DB8::1", "2001:db8:0:0:0:0:0:1"],
      ["[2001:db8:0:0::1]:8443", "2001:db8:0:0:0:0:0:1"],
      ['"[2001:db8::1]"', "2001:db8:0:0:0:0:0:1"],
      ["fe80::1%eth0", "fe80:0:0:0:0:0:0:1"],
      ["[fe80::1%25eth0]:80", "fe80:0:0:0:0:0:0:1"],
      ["::", "0:0:0:0:0:0:0:0"],
      ["Unknown", "unknown"],
      ["", ""],
      ["2001:db8::1::2", "2001:db8::1::2"],
    ] as const
  ) assert.equal(canonicalAddress(written), form, written);
});

Deno.test("the /64 of an IPv6 address is one place, and each IPv4 address another", () => {
  const same = ["2001:db8:1:2::1", "2001:0DB8:1:2:ffff::9", "[2001:db8:1:2:a:b:c:d]:1"];
  assert.deepEqual([...new Set(same.map(networkOf))], ["2001:db8:1:2::/64"]);
  assert.notEqual(networkOf("2001:db8:1:3::1"), networkOf("2001:db8:1:2::1"));
  assert.notEqual(networkOf("203.0.113.7"), networkOf("203.0.113.8"));
  assert.equal(networkOf("::ffff:203.0.113.7"), networkOf("203.0.113.7"));
});
