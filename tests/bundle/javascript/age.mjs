// Opens and seals with age-encryption (typage), for tests/bundle/test_age_javascript.py.
// In: a JSON list of {"open": identity, "data": base64} or {"seal": [recipients], "data": base64},
// or {"recipient": identity}. Out: a JSON list of base64 or text, null where it was refused.
import { Decrypter, Encrypter, identityToRecipient } from "age-encryption";
import { readFileSync } from "node:fs";

async function done(task) {
  if (task.recipient) return identityToRecipient(task.recipient);
  const data = new Uint8Array(Buffer.from(task.data, "base64"));
  if (task.open) {
    const opener = new Decrypter();
    opener.addIdentity(task.open);
    return Buffer.from(await opener.decrypt(data, "uint8array")).toString("base64");
  }
  const sealer = new Encrypter();
  task.seal.forEach((recipient) => sealer.addRecipient(recipient));
  return Buffer.from(await sealer.encrypt(data)).toString("base64");
}

const tasks = JSON.parse(readFileSync(0, "utf8"));
const answers = [];
for (const task of tasks) answers.push(await done(task).catch(() => null));
process.stdout.write(JSON.stringify(answers));
