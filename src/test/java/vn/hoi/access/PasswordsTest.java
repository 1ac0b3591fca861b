package vn.hoi.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.password.PasswordEncoder;
import vn.hoi.TestApplication;

class PasswordsTest {

    private final Passwords passwords = TestApplication.get(Passwords.class);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mười hai ký tự",
                "correct battery horse",
                "            x y z",
                "Đường về Kỳ Lừa",
                "🌸🌺🌷🌹🌻🌼🍀🌵🌴🌳🌲🍁"
            })
    void anyCharactersMakeAPassword(String password) {
        assertThatCode(() -> passwords.check(password, "nguyenvana")).doesNotThrowAnyException();
    }

    @Test
    void tooShortAndTooLongAreNamedWithTheirLength() {
        assertThatThrownBy(() -> passwords.check("mười một ký", "a")).hasMessageContaining("có 11 ký tự");
        assertThatThrownBy(() -> passwords.check("chữ".repeat(43), "a")).hasMessageContaining("có 129 ký tự");
        assertThatCode(() -> passwords.check("chữ số".repeat(21), "a")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456789012",
                "matkhau123456",
                "MatKhau202511",
                "mậtkhẩu123456",
                "LangSon@2025!!",
                "qwertyuiop123",
                "anhyeuemnhieulam",
                "passwordpassword",
                "ｐａｓｓｗｏｒｄ２０２５",
                "aaaaaaaaaaaaaaaa",
                "hochiminh1945"
            })
    void whatEverybodyTriesFirstIsRefused(String password) {
        assertThatThrownBy(() -> passwords.check(password, "nguyenvana")).hasMessageContaining("đã lộ");
    }

    @Test
    void theNameOfTheAccountIsNoPassword() {
        assertThatThrownBy(() -> passwords.check("NguyenVanAnhThu", "nguyenvananhthu"))
                .hasMessageContaining("tên tài khoản");
        assertThatThrownBy(() -> passwords.check("nguyenvana2025", "nguyenvana"))
                .hasMessageContaining("tên tài khoản");
    }

    @Test
    void aThousandAndMoreAreKnown() {
        assertThat(passwords.known()).isGreaterThan(1_000);
    }

    @Test
    void aPasswordIsOneHoweverAKeyboardComposesIt() {
        PasswordEncoder argon2id = TestApplication.get(PasswordEncoder.class);
        String composed = Normalizer.normalize("Đường về Kỳ Lừa", Normalizer.Form.NFC);
        String hash = argon2id.encode(composed);
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.matches(Normalizer.normalize(composed, Normalizer.Form.NFD), hash))
                .isTrue();
        assertThat(passwords.matches(composed + " ", hash)).isFalse();
        assertThat(passwords.matches(composed, null)).isFalse();
    }
}
