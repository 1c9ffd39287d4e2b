#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| yunbao_fuzz::holds("text", input));
