package vn.hoi.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.hoi.Seeded;

/** Leaves, trees and values are hashed as the standard and the database do. */
class HashingTest {

    private static byte[] sha(byte[]... parts) throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            sha.update(part);
        }
        return sha.digest();
    }

    /** Leaves of the test vectors of RFC 6962's reference implementation, behind a leaf's own hash. */
    @Test
    void theTreeIsThatOfTheStandard() throws Exception {
        List<byte[]> leaves = new ArrayList<>();
        for (String hex : List.of(
                "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")) {
            leaves.add(sha(new byte[] {0}, HexFormat.of().parseHex(hex)));
        }
        assertThat(Hash.hex(MerkleTree.root(leaves.subList(0, 1))))
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assertThat(Hash.hex(MerkleTree.root(leaves.subList(0, 3))))
                .isEqualTo("aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
        assertThat(Hash.hex(MerkleTree.root(leaves)))
                .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    @Test
    void everyPathLeadsToTheRoot() throws Exception {
        List<byte[]> leaves = new ArrayList<>();
        for (int size = 1; size <= 70; size++) {
            leaves.add(sha(new byte[] {(byte) size}));
            byte[] root = MerkleTree.root(leaves);
            for (int position = 0; position < size; position++) {
                byte[] at = leaves.get(position);
                for (MerkleTree.Sibling sibling : MerkleTree.path(leaves, position)) {
                    byte[] other = Hash.unhex(sibling.hash());
                    at = sibling.side().equals("left") ? Hash.node(other, at) : Hash.node(at, other);
                }
                assertThat(at).isEqualTo(root);
            }
        }
    }

    @Test
    void severalTextsAreHashedInOneWayOnly() {
        assertThat(Hash.leaf(List.of("ab", "c"))).isNotEqualTo(Hash.leaf(List.of("a", "bc")));
        assertThat(Hash.leaf(List.of("1:a,"))).isNotEqualTo(Hash.leaf(List.of("a")));
        assertThat(Hash.leaf(List.of("a"))).isNotEqualTo(Hash.head(List.of("a")));
    }

    @Test
    void membersAndDigestsAreThoseOfTheDatabase() {
        Seeded.check(random -> {
            try (var own = new OwnJournal()) {
                own.writeSome(random, 60);
                own.database.sql("""
                                insert into journal.entry (account, subject, action, changes) values
                                ('a', 's', 'a', '{"a\\"b}": {"x": [1, {"y": "z}]"}], "": null}, "é\\n": "\\\\", "n": -1.50e3}')""").update();
                List<Map<String, Object>> rows = own.database.sql("""
                                select entry.id, key, value::text as value, salts ->> key as salt,
                                    journal.digest(salts ->> key, value::text) as digest
                                from journal.entry, jsonb_each(changes)""").query().listOfRows();
                Map<Long, TreeMap<String, String>> cut = new TreeMap<>();
                own.database
                        .sql("select id, changes::text as changes from journal.entry")
                        .query((row, n) -> cut.put(row.getLong("id"), JsonbText.members(row.getString("changes"))))
                        .list();
                assertThat(rows).hasSizeGreaterThan(20).allSatisfy(row -> {
                    String value = String.valueOf(row.get("value"));
                    assertThat(cut.get(((Number) row.get("id")).longValue()))
                            .containsEntry(String.valueOf(row.get("key")), value);
                    assertThat(Hash.value((String) row.get("salt"), value)).isEqualTo(row.get("digest"));
                });
                assertThat(cut.values().stream().mapToInt(Map::size).sum()).isEqualTo(rows.size());
            }
        });
    }

    @Test
    void eachColumnHasASaltOfItsOwn() {
        try (var own = new OwnJournal()) {
            own.write("s/1", Map.of("a", new Journal.Change(null, 1), "b", new Journal.Change(null, 1)), "one reason");
            Map<String, Object> row = own.database
                    .sql("select salts ->> 'a' as a, salts ->> 'b' as b, reason_salt as c from journal.entry")
                    .query()
                    .singleRow();
            assertThat(row.values())
                    .doesNotHaveDuplicates()
                    .allSatisfy(salt -> assertThat(
                                    Base64.getDecoder().decode(salt.toString().getBytes(StandardCharsets.US_ASCII)))
                            .hasSize(32));
        }
    }
}
