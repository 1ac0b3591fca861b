package vn.hoi.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListenTest {

    private static Listen of(String... words) {
        return Listen.of(Arguments.read(words));
    }

    @Test
    void untoldItListensOnThisMachineOnly() {
        assertThat(of("serve")).isEqualTo(new Listen("127.0.0.1", List.of(), false));
        assertThat(of("serve").name()).isEqualTo("localhost");
    }

    @Test
    void anAddressIsItsOwnNameUnlessNamesAreGiven() {
        assertThat(of("serve", "--listen", "192.0.2.7").hosts()).containsExactly("192.0.2.7");
        assertThat(of("serve", "--listen", "192.0.2.7", "--host", "hoi.vn, h.vn")
                        .hosts())
                .containsExactly("hoi.vn", "h.vn");
    }

    @Test
    void everywhereNeedsAName() {
        assertThatThrownBy(() -> of("serve", "--listen", "0.0.0.0")).hasMessageContaining("--host");
        assertThat(of("serve", "--listen", "0.0.0.0", "--host", "hoi.vn", "--listen-with-demonstration")
                        .withDemonstration())
                .isTrue();
        assertThatThrownBy(() -> of("serve", "--host", "http://hoi.vn")).hasMessageContaining("không kèm cổng");
    }
}
