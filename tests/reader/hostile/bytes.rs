use std::io::Write;

fn main() {
    let bytes = b"a\xff\xfe\0\x1b[31mred\x1b[0m\x07<script>alert(1)</script>\n";
    std::io::stdout().write_all(bytes).unwrap();
}
