export async function report(found, isWhole) { console.log(JSON.stringify(found).length, isWhole); }
